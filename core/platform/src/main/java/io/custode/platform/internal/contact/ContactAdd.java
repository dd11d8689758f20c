// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.contact;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.contact.Contact;
import io.custode.api.contact.Contacts;
import io.custode.api.contact.NewContact;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Record a contact of a tenant. */
@Component(service = Command.class)
@CommandName(value = "msp.contact-add", description = "Record a contact of a tenant")
@RequiresPermission("core.contact.write")
@Risk(RiskClass.CHANGE)
public final class ContactAdd implements Command<NewContact, Contact> {

  private final Contacts contacts;

  @Activate
  public ContactAdd(@Reference Contacts contacts) {
    this.contacts = contacts;
  }

  @Override
  public Contact execute(NewContact in, CommandContext context) {
    return contacts.create(in);
  }
}
