// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.person;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.person.Erasure;
import io.custode.api.person.PersonId;
import io.custode.api.person.Persons;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Erase a user or a contact for good. */
@Component(service = Command.class)
@CommandName(value = "msp.person-erase", description = "Erase a user or a contact for good")
@RequiresPermission("core.person.erase")
@Risk(RiskClass.DANGEROUS)
public final class PersonErase implements Command<PersonErase.Input, Erasure> {
  /** Whom. */
  public record Input(
      @Doc("Id of the user or contact") PersonId person,
      @Doc("His name, so that nobody else is erased") String confirm) {}

  private final Persons persons;

  @Activate
  public PersonErase(@Reference Persons persons) {
    this.persons = persons;
  }

  @Override
  public Erasure execute(Input in, CommandContext context) {
    return persons.erase(in.person(), in.confirm());
  }
}
