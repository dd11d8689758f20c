// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.PluginHealth;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.PluginNodes;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** How plugins are on each node. */
@Component(service = PluginHealthResource.class)
@JaxrsResource
@Path("plugin-health")
public final class PluginHealthResource {
  private final PluginNodes nodes;

  @Activate
  public PluginHealthResource(@Reference PluginNodes nodes) {
    this.nodes = nodes;
  }

  @GET
  @Doc("How plugins are on each node, by plugin and node")
  @RequiresPermission("core.plugin.read")
  public Page<PluginHealth> find(@Context PageRequest page) {
    return nodes.find(null, page);
  }

  @GET
  @Path("{id}")
  @Doc("How a plugin is on each node")
  @RequiresPermission("core.plugin.read")
  public Page<PluginHealth> get(@PathParam("id") PluginId id, @Context PageRequest page) {
    return nodes.find(id, page);
  }
}
