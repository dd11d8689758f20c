// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.api.page.Page;
import io.custode.api.plugin.KeptVersion;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.Plugins;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Earlier versions of plugins. */
@Component(service = PluginVersionsResource.class)
@JaxrsResource
@Path("plugin-versions")
public final class PluginVersionsResource {
  private final Plugins plugins;

  @Activate
  public PluginVersionsResource(@Reference Plugins plugins) {
    this.plugins = plugins;
  }

  @GET
  @Doc("Earlier versions that a plugin can be taken back to, the latest first")
  @RequiresPermission("core.plugin.read")
  public Page<KeptVersion> find(
      @Doc("Id of the plugin") @QueryParam("plugin") @Nullable PluginId plugin) {
    if (plugin == null) {
      throw Invalid.field("plugin", "is required");
    }
    return new Page<>(plugins.kept(plugin), null);
  }
}
