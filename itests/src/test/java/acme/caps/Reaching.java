// SPDX-License-Identifier: Apache-2.0
package acme.caps;

import io.custode.api.access.RequiresPermission;
import io.custode.api.action.Actions;
import io.custode.api.action.NewAction;
import io.custode.api.asset.AssetId;
import io.custode.api.http.Http;
import io.custode.api.http.HttpCall;
import io.custode.api.json.Json;
import io.custode.spi.access.Permission;
import io.custode.spi.access.Permissions;
import java.net.URI;
import java.util.List;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;

/** Reaches for what its jar may not have named. */
@Path("reach")
@Produces(MediaType.APPLICATION_JSON)
public final class Reaching implements Permissions {
  private static final String READ = "acmecaps.reach.read";
  private final Http http;
  private final Actions actions;

  /** Called by Declarative Services. */
  public Reaching(Http http, Actions actions) {
    this.http = http;
    this.actions = actions;
  }

  /** How it went. */
  public record Reached(String what) {}

  @GET
  @Path("host")
  @RequiresPermission(READ)
  public Reached host() {
    var answer = http.send(HttpCall.get(URI.create("https://api.acme.example/")));
    return new Reached(answer.toString());
  }

  @GET
  @Path("action")
  @RequiresPermission(READ)
  public Reached action() {
    return new Reached(
        actions.request(NewAction.of(AssetId.next(), "run-script", Json.EMPTY)).verb());
  }

  @Override
  public List<Permission> permissions() {
    return List.of(new Permission(READ, "Reach", "Raggiungere", Set.of()));
  }
}
