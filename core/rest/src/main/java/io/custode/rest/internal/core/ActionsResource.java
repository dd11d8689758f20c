// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.action.Action;
import io.custode.api.action.ActionId;
import io.custode.api.action.ActionQuery;
import io.custode.api.action.ActionState;
import io.custode.api.action.Actions;
import io.custode.api.action.NewAction;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Work for agents. */
@Component(service = ActionsResource.class)
@JaxrsResource
@Path("actions")
public final class ActionsResource {
  private final Actions actions;

  @Activate
  public ActionsResource(@Reference Actions actions) {
    this.actions = actions;
  }

  @GET
  @Doc("Actions, newest first")
  @RequiresPermission("core.action.read")
  public Page<Action> find(
      @QueryParam("asset") @Nullable AssetId asset,
      @QueryParam("state") @Nullable ActionState state,
      @QueryParam("verb") @Nullable String verb,
      @Context PageRequest page) {
    return actions.find(new ActionQuery(asset, state, verb), page);
  }

  @GET
  @Path("{id}")
  @Doc("An action")
  @RequiresPermission("core.action.read")
  public Action get(@PathParam("id") ActionId id) {
    return actions.get(id).orElseThrow(() -> new NotFound("action", id));
  }

  @POST
  @Doc("Request an action of an asset in the tenant of the path")
  @RequiresPermission("core.action.request")
  public Response request(NewAction body, @Context UriInfo uri) {
    var action = actions.request(body);
    return Created.at(uri, action.id(), action);
  }

  @POST
  @Path("{id}/cancel")
  @Doc("Cancel an action that has not started")
  @RequiresPermission("core.action.cancel")
  public Action cancel(@PathParam("id") ActionId id) {
    return actions.cancel(id);
  }
}
