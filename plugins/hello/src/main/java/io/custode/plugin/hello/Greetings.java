// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.hello;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.Assets;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.CustodePlugin;
import io.custode.spi.access.Permission;
import io.custode.spi.access.Permissions;
import java.util.List;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** A route, and the permission that it needs: a whole plugin needs no more. */
@CustodePlugin(id = "hello")
@Component(service = {Greetings.class, Permissions.class})
@JaxrsResource
@Path("greetings")
public final class Greetings implements Permissions {
  private static final String READ = "hello.greeting.read";
  private final Assets assets;

  @Activate
  public Greetings(@Reference Assets assets) {
    this.assets = assets;
  }

  /**
   * A greeting.
   *
   * @param assets how many assets the caller sees in the bound tenant, or in the fleet; counts to
   *     {@value PageRequest#MAX}
   */
  public record Greeting(String message, int assets) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RequiresPermission(READ)
  public Greeting greet() {
    var page = assets.find(AssetQuery.ANY, PageRequest.first(PageRequest.MAX));
    return new Greeting("Hello from a plugin.", page.items().size());
  }

  @Override
  public List<Permission> permissions() {
    return List.of(new Permission(READ, "Read greetings", "Leggere i saluti", Set.of()));
  }
}
