// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.contact;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.contact.ContactId;
import io.custode.api.contact.Contacts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remove a contact. */
@Component(service = Command.class)
@CommandName(value = "msp.contact-remove", description = "Remove a contact")
@RequiresPermission("core.contact.write")
@Risk(RiskClass.DANGEROUS)
public final class ContactRemove implements Command<ContactRemove.Input, Done> {
  /** Which. */
  public record Input(@Doc("The contact") ContactId contact) {}

  private final Contacts contacts;

  @Activate
  public ContactRemove(@Reference Contacts contacts) {
    this.contacts = contacts;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    contacts.remove(in.contact());
    return new Done("The contact is gone.");
  }
}
