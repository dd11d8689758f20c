// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agent.AgentRelease;
import io.custode.api.agent.AgentReleaseId;
import io.custode.api.agent.AgentReleases;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.io.InputStream;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Versions of the agent's program; agents get them by the command {@code msp.agent-upgrade}. */
@Component(service = AgentReleasesResource.class)
@JaxrsResource
@Path("agent-releases")
public final class AgentReleasesResource {
  private final AgentReleases releases;

  @Activate
  public AgentReleasesResource(@Reference AgentReleases releases) {
    this.releases = releases;
  }

  @GET
  @Doc("Versions of the agent that can be given to agents, added last first")
  @RequiresPermission("core.agent-release.read")
  public Page<AgentRelease> find(@Context PageRequest page) {
    return releases.find(page);
  }

  @POST
  @Consumes({"application/gzip", "application/octet-stream"})
  @Doc("Take in an archive of the agent of at most 96 MiB")
  @RequiresPermission("core.agent-release.write")
  public Response add(InputStream archive, @Context UriInfo uri) {
    var release = releases.add(archive);
    return Created.at(uri, release.id(), release);
  }

  @DELETE
  @Path("{id}")
  @Doc("Give a version of the agent no more; agents that run it go on")
  @RequiresPermission("core.agent-release.write")
  public void remove(@PathParam("id") AgentReleaseId id) {
    releases.remove(id);
  }
}
