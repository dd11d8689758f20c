// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.contact;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.contact.Contact;
import io.custode.api.contact.Contacts;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the contacts you see. */
@Component(service = Command.class)
@CommandName(value = "msp.contact-list", description = "List the contacts you see")
@Columns({"id", "name", "email", "phone", "tenant"})
@RequiresPermission("core.contact.read")
@Risk(RiskClass.READ)
public final class ContactList implements Command<ContactList.Input, Page<Contact>> {
  /** Which page. */
  public record Input(
      @Doc("Part of name, e-mail address or telephone") @Nullable String text,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Contacts contacts;

  @Activate
  public ContactList(@Reference Contacts contacts) {
    this.contacts = contacts;
  }

  @Override
  public Page<Contact> execute(Input in, CommandContext context) {
    return contacts.find(in.text() == null ? "" : in.text(), Listing.page(in.limit(), in.cursor()));
  }
}
