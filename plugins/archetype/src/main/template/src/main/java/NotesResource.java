package ${package};

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.spi.access.Permission;
import io.custode.spi.access.Permissions;
import java.util.List;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Notes over REST, and the permissions that they need. */
@Component(service = {NotesResource.class, Permissions.class})
@JaxrsResource
@Path("notes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NotesResource implements Permissions {
  static final String READ = "${pluginId}.note.read";
  static final String WRITE = "${pluginId}.note.write";

  private final Notes notes;

  @Activate
  public NotesResource(@Reference Notes notes) {
    this.notes = notes;
  }

  /** A note to be written. */
  public record NewNote(@Doc("1 to 200 characters") String text) {}

  @GET
  @RequiresPermission(READ)
  public Page<Note> find(@Context PageRequest page) {
    return notes.find(page);
  }

  @POST
  @RequiresPermission(WRITE)
  public Note write(NewNote note) {
    return notes.write(note.text());
  }

  @Override
  public List<Permission> permissions() {
    return List.of(
        new Permission(READ, "Read notes", "Leggere le note", Set.of("technician")),
        new Permission(WRITE, "Write notes", "Scrivere note", Set.of("technician")));
  }
}
