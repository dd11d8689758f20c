// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.branding.Branding;
import io.custode.api.branding.BrandingChange;
import io.custode.api.branding.Brandings;
import io.custode.api.command.Doc;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** How the bound tenant's people see the portal. */
@Component(service = BrandingResource.class)
@JaxrsResource
@Path("branding")
public final class BrandingResource {
  private final Brandings brandings;

  @Activate
  public BrandingResource(@Reference Brandings brandings) {
    this.brandings = brandings;
  }

  @GET
  @Doc("Name, logo and colour that the tenant's people see in the portal")
  @RequiresPermission("core.tenant.read")
  public Branding get() {
    return brandings.get();
  }

  @PUT
  @Doc("Set all of it; what is null is taken away")
  @RequiresPermission("core.tenant.write")
  public Branding set(BrandingChange body) {
    return brandings.set(body);
  }
}
