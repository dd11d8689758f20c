// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.person;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.Unavailable;
import io.custode.api.person.PersonId;
import io.custode.api.person.Persons;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Write all that is kept of a user or a contact into a file of the platform's machine. */
@Component(service = Command.class)
@CommandName(
    value = "msp.person-export",
    description = "Write what is kept of a user or a contact into a ZIP file")
@RequiresPermission("core.person.export")
@Risk(RiskClass.DANGEROUS)
public final class PersonExport implements Command<PersonExport.Input, PersonExport.Written> {
  /** Whose, and where to. */
  public record Input(
      @Doc("Id of the user or contact") PersonId person,
      @Doc("Plain name of a new file in the directory data/export of the platform's home")
          String file) {}

  /** Where it is, until the person is erased; only the platform's own user can read it. */
  public record Written(String file, long bytes) {}

  private final Persons persons;
  private final Exports exports;

  @Activate
  public PersonExport(@Reference Persons persons, @Reference Exports exports) {
    this.persons = persons;
    this.exports = exports;
  }

  @Override
  public Written execute(Input in, CommandContext context) {
    if (!in.file().matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")) {
      throw Invalid.field("file", "must be a plain name");
    }
    var zip = persons.export(in.person());
    try {
      var file = exports.write(in.file(), zip);
      return new Written(file.toAbsolutePath().toString(), zip.length);
    } catch (FileAlreadyExistsException e) {
      throw new Conflict(
          "file-exists", "There is a file of that name; nothing was written.", "Name another.");
    } catch (IOException e) {
      throw new Unavailable("The file cannot be written.", Duration.ofMinutes(1));
    }
  }
}
