// SPDX-License-Identifier: Apache-2.0
package io.custode.guest;

import io.custode.api.access.RequiresPermission;
import io.custode.api.plugin.CustodePlugin;
import io.custode.persistence.TenantStore;
import io.custode.spi.access.Permission;
import io.custode.spi.access.Permissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What people wrote, in a table. */
@CustodePlugin(id = "guest")
@Component(service = {Notes.class, Permissions.class})
@JaxrsResource
@Path("notes")
@Produces(MediaType.APPLICATION_JSON)
public final class Notes implements Permissions {
  static final String READ = "guest.note.read";
  private static final String WRITE = "guest.note.write";

  private final TenantStore store;

  @Activate
  public Notes(@Reference(target = "(custode.schema=pguest)") TenantStore store) {
    this.store = store;
  }

  /**
   * How things are.
   *
   * @param version of the plugin that answers
   * @param notes how many lines the bound tenant has
   * @param last what was written last; empty if nothing was
   */
  public record State(String version, long notes, String last) {}

  @GET
  @RequiresPermission(READ)
  public State state() {
    return store.read(
        em -> {
          long many =
              em.createQuery("select count(n) from NoteEntity n", Long.class).getSingleResult();
          var last =
              em
                  .createQuery("select n from NoteEntity n order by n.id desc", NoteEntity.class)
                  .setMaxResults(1)
                  .getResultStream()
                  .map(NoteEntity::text)
                  .findFirst()
                  .orElse("");
          return new State(version(), many, last);
        });
  }

  @POST
  @RequiresPermission(WRITE)
  public State write() {
    store.write(
        em -> {
          em.persist(new NoteEntity(UUID.randomUUID().toString(), "written by " + version()));
          return true;
        });
    return state();
  }

  static String version() {
    try (var in = Objects.requireNonNull(Notes.class.getResourceAsStream("version.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Permission> permissions() {
    return List.of(
        new Permission(READ, "Read notes", "Leggere le note", Set.of()),
        new Permission(WRITE, "Write notes", "Scrivere note", Set.of()));
  }
}
