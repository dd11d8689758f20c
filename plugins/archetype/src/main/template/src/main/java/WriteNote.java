package ${package};

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The same as a verb: in the shell, over REST, in the palette. */
@Component(service = Command.class)
@CommandName(value = "${pluginId}.note-write", description = "Write a note")
@RequiresPermission(NotesResource.WRITE)
@Risk(RiskClass.CHANGE)
public final class WriteNote implements Command<WriteNote.Input, Note> {
  /** What is to be written. */
  public record Input(@Doc("1 to 200 characters") String text) {}

  private final Notes notes;

  @Activate
  public WriteNote(@Reference Notes notes) {
    this.notes = notes;
  }

  @Override
  public Note execute(Input in, CommandContext context) {
    return notes.write(in.text());
  }
}
