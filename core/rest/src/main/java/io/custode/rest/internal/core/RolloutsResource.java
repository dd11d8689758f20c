// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.rollout.NewRollout;
import io.custode.api.rollout.RingProgress;
import io.custode.api.rollout.Rollout;
import io.custode.api.rollout.RolloutAsset;
import io.custode.api.rollout.RolloutAssetQuery;
import io.custode.api.rollout.RolloutAssetState;
import io.custode.api.rollout.RolloutId;
import io.custode.api.rollout.RolloutState;
import io.custode.api.rollout.RolloutStepInfo;
import io.custode.api.rollout.Rollouts;
import java.util.stream.Stream;
import javax.ws.rs.DefaultValue;
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

/** Rollouts of the bound tenant, or of all that the caller sees; verbs are commands. */
@Component(service = RolloutsResource.class)
@JaxrsResource
@Path("rollouts")
public final class RolloutsResource {
  private final Rollouts rollouts;

  @Activate
  public RolloutsResource(@Reference Rollouts rollouts) {
    this.rollouts = rollouts;
  }

  @GET
  @Doc("Rollouts, newest first")
  @RequiresPermission("core.rollout.read")
  public Page<Rollout> find(
      @QueryParam("state") @Nullable RolloutState state, @Context PageRequest page) {
    return rollouts.find(state, page);
  }

  @GET
  @Path("{id}")
  @Doc("A rollout")
  @RequiresPermission("core.rollout.read")
  public Rollout get(@PathParam("id") RolloutId id) {
    return rollouts.get(id).orElseThrow(() -> new NotFound("rollout", id));
  }

  @GET
  @Path("{id}/assets")
  @Doc("Assets that it took in so far")
  @RequiresPermission("core.rollout.read")
  public Page<RolloutAsset> assets(
      @PathParam("id") RolloutId id,
      @QueryParam("ring") @Nullable Integer ring,
      @QueryParam("state") @Nullable RolloutAssetState state,
      @Context PageRequest page) {
    return rollouts.assets(id, new RolloutAssetQuery(ring, state), page);
  }

  @GET
  @Path("progress")
  @Doc("How far the rings of some rollouts are; their ids, separated by commas")
  @RequiresPermission("core.rollout.read")
  public Page<RingProgress> progress(@QueryParam("of") @DefaultValue("") String of) {
    var ids = Stream.of(of.split(",")).filter(id -> !id.isBlank()).map(RolloutId::of).toList();
    return new Page<>(rollouts.progress(ids), null);
  }

  @GET
  @Path("steps")
  @Doc("Steps that a rollout can take")
  @RequiresPermission("core.rollout.read")
  public Page<RolloutStepInfo> steps() {
    return new Page<>(rollouts.steps(), null);
  }

  @POST
  @Doc("Begin a rollout in the tenant of the path")
  @RequiresPermission("core.rollout.control")
  public Response create(NewRollout body, @Context UriInfo uri) {
    var rollout = rollouts.create(body);
    return Created.at(uri, rollout.id(), rollout);
  }
}
