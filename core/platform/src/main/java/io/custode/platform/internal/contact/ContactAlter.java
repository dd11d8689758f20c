// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.contact;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.contact.Contact;
import io.custode.api.contact.ContactChange;
import io.custode.api.contact.ContactId;
import io.custode.api.contact.Contacts;
import io.custode.api.error.NotFound;
import io.custode.api.tenant.SiteId;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Change a contact; what is not given is gone. */
@Component(service = Command.class)
@CommandName(
    value = "msp.contact-change",
    description = "Change a contact; what is not given is gone")
@RequiresPermission("core.contact.write")
@Risk(RiskClass.CHANGE)
public final class ContactAlter implements Command<ContactAlter.Input, Contact> {
  /** What he is from now on. */
  public record Input(
      @Doc("The contact") ContactId contact,
      @Doc("Name") String name,
      @Doc("E-mail address") @Nullable String email,
      @Doc("Telephone") @Nullable String phone,
      @Doc("Site of the same tenant") @Nullable SiteId site) {}

  private final Contacts contacts;

  @Activate
  public ContactAlter(@Reference Contacts contacts) {
    this.contacts = contacts;
  }

  @Override
  public Contact execute(Input in, CommandContext context) {
    var id = in.contact();
    var now = contacts.get(id).orElseThrow(() -> new NotFound("contact", id));
    return contacts.change(
        id, new ContactChange(in.name(), in.email(), in.phone(), in.site(), now.revision()));
  }
}
