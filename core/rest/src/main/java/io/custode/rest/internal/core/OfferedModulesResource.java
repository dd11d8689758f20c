// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.module.EndpointModules;
import io.custode.api.module.OfferedModule;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What plugins bring to machines. */
@Component(service = OfferedModulesResource.class)
@JaxrsResource
@Path("offered-modules")
public final class OfferedModulesResource {
  private final EndpointModules modules;

  @Activate
  public OfferedModulesResource(@Reference EndpointModules modules) {
    this.modules = modules;
  }

  @GET
  @Doc("Modules that plugins bring to machines")
  @RequiresPermission("core.module.read")
  public Page<OfferedModule> find(@Context PageRequest page) {
    return modules.offered(page);
  }
}
