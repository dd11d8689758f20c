// SPDX-License-Identifier: Apache-2.0
package io.custode.guest;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says how many notes there are. */
@Component(service = Command.class)
@CommandName(value = "guest.note-count", description = "Count the notes")
@RequiresPermission(Notes.READ)
@Risk(RiskClass.READ)
public final class CountNotes implements Command<CountNotes.Input, Notes.State> {
  /** Nothing is asked. */
  public record Input() {}

  private final Notes notes;

  @Activate
  public CountNotes(@Reference Notes notes) {
    this.notes = notes;
  }

  @Override
  public Notes.State execute(Input in, CommandContext context) {
    return notes.state();
  }
}
