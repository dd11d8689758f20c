// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agent.Agent;
import io.custode.api.agent.AgentId;
import io.custode.api.agent.AgentQuery;
import io.custode.api.agent.Agents;
import io.custode.api.agent.TokenId;
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
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Agents of the bound tenant, or of all that the caller sees. */
@Component(service = AgentsResource.class)
@JaxrsResource
@Path("agents")
public final class AgentsResource {
  private final Agents agents;

  @Activate
  public AgentsResource(@Reference Agents agents) {
    this.agents = agents;
  }

  @GET
  @Doc("Agents")
  @RequiresPermission("core.agent.read")
  public Page<Agent> find(
      @QueryParam("state") Agent.@Nullable State state,
      @QueryParam("token") @Nullable TokenId token,
      @Context PageRequest page) {
    return agents.find(new AgentQuery(state, token), page);
  }

  @GET
  @Path("{id}")
  @Doc("An agent")
  @RequiresPermission("core.agent.read")
  public Agent get(@PathParam("id") AgentId id) {
    return agents.get(id).orElseThrow(() -> new NotFound("agent", id));
  }

  @POST
  @Path("{id}/approve")
  @Doc("Let in an agent that waits for it")
  @RequiresPermission("core.agent.approve")
  public Agent approve(@PathParam("id") AgentId id) {
    return agents.approve(id);
  }

  @POST
  @Path("{id}/revoke")
  @Doc("End an agent's access at once and for good")
  @RequiresPermission("core.agent.revoke")
  public Agent revoke(@PathParam("id") AgentId id) {
    return agents.revoke(id);
  }
}
