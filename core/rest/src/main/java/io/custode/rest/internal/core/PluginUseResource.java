// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.api.plugin.PluginId;
import io.custode.core.call.PluginBudgets;
import io.custode.core.call.PluginUse;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What plugins take of the node that answers. */
@Component(service = PluginUseResource.class)
@JaxrsResource
@Path("plugin-use")
public final class PluginUseResource {
  private final PluginBudgets budgets;

  @Activate
  public PluginUseResource(@Reference PluginBudgets budgets) {
    this.budgets = budgets;
  }

  @GET
  @Doc("What plugins took lately of the node that answers, and what they may, by plugin")
  @RequiresPermission("core.plugin.read")
  public Page<PluginUse> list(@QueryParam("plugin") @Nullable PluginId plugin) {
    return new Page<>(
        budgets.list().stream()
            .filter(use -> plugin == null || use.plugin().equals(plugin))
            .toList(),
        null);
  }
}
