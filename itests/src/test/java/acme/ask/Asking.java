// SPDX-License-Identifier: Apache-2.0
package acme.ask;

import acme.api.Greeting;
import io.custode.api.access.RequiresPermission;
import io.custode.spi.access.Permission;
import io.custode.spi.access.Permissions;
import java.util.List;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;

/** Passes on what another plugin says. */
@Path("words")
@Produces(MediaType.APPLICATION_JSON)
public final class Asking implements Permissions {
  private static final String READ = "acmeask.word.read";
  private final Greeting greeting;

  /** Called by Declarative Services. */
  public Asking(Greeting greeting) {
    this.greeting = greeting;
  }

  /** What was said. */
  public record Words(String words) {}

  @GET
  @RequiresPermission(READ)
  public Words words() {
    return new Words(greeting.words());
  }

  @Override
  public List<Permission> permissions() {
    return List.of(new Permission(READ, "Read words", "Leggere parole", Set.of()));
  }
}
