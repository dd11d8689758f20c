// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.PluginChange;
import io.custode.api.plugin.PluginChanges;
import io.custode.api.plugin.PluginId;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What was done to plugins. */
@Component(service = PluginChangesResource.class)
@JaxrsResource
@Path("plugin-changes")
public final class PluginChangesResource {
  private final PluginChanges changes;

  @Activate
  public PluginChangesResource(@Reference PluginChanges changes) {
    this.changes = changes;
  }

  @GET
  @Doc("What was done to plugins and how it ended, the latest first")
  @RequiresPermission("core.plugin.read")
  public Page<PluginChange> find(
      @Doc("Id of a plugin; without it all plugins' changes") @QueryParam("plugin")
          @Nullable PluginId plugin,
      @Context PageRequest page) {
    return changes.find(plugin, page);
  }
}
