// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Doc;
import io.custode.api.module.EndpointModule;
import io.custode.api.module.EndpointModuleQuery;
import io.custode.api.module.EndpointModuleState;
import io.custode.api.module.EndpointModules;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
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

/** Modules on the machines of the bound tenant, or of all that the caller sees. */
@Component(service = EndpointModulesResource.class)
@JaxrsResource
@Path("endpoint-modules")
public final class EndpointModulesResource {
  private final EndpointModules modules;

  @Activate
  public EndpointModulesResource(@Reference EndpointModules modules) {
    this.modules = modules;
  }

  @GET
  @Doc("Modules of plugins on machines: what each is to have and has")
  @RequiresPermission("core.module.read")
  public Page<EndpointModule> find(
      @QueryParam("asset") @Nullable AssetId asset,
      @QueryParam("plugin") @Nullable PluginId plugin,
      @QueryParam("state") @Nullable EndpointModuleState state,
      @Context PageRequest page) {
    return modules.find(new EndpointModuleQuery(asset, plugin, state), page);
  }
}
