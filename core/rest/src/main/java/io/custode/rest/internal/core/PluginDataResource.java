// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.Plugins;
import javax.ws.rs.DELETE;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What plugins leave when they are taken out. */
@Component(service = PluginDataResource.class)
@JaxrsResource
@Path("plugin-data")
public final class PluginDataResource {
  private final Plugins plugins;

  @Activate
  public PluginDataResource(@Reference Plugins plugins) {
    this.plugins = plugins;
  }

  @DELETE
  @Path("{plugin}")
  @Doc("Delete the data of a plugin that was taken out, for good")
  @RequiresPermission("core.plugin.purge")
  public void purge(@PathParam("plugin") PluginId plugin) {
    plugins.purge(plugin);
  }
}
