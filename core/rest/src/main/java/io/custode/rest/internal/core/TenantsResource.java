// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.NewTenant;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.TenantChange;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The tenants that the caller sees. */
@Component(service = TenantsResource.class)
@JaxrsResource
@Path("tenants")
public final class TenantsResource {
  private final Tenants tenants;

  @Activate
  public TenantsResource(@Reference Tenants tenants) {
    this.tenants = tenants;
  }

  @GET
  @Doc("Tenants, by name")
  @RequiresPermission("core.tenant.read")
  public Page<Tenant> find(
      @QueryParam("text") @DefaultValue("") String text, @Context PageRequest page) {
    return tenants.find(text, page);
  }

  @GET
  @Path("{id}")
  @Doc("A tenant")
  @RequiresPermission("core.tenant.read")
  public Tenant get(@PathParam("id") TenantId id) {
    return tenants.get(id).orElseThrow(() -> new NotFound("tenant", id));
  }

  @POST
  @Doc("Create a tenant")
  @RequiresPermission("core.tenant.write")
  public Response create(NewTenant body, @Context UriInfo uri) {
    var tenant = tenants.create(body);
    return Created.at(uri, tenant.id(), tenant);
  }

  @PATCH
  @Path("{id}")
  @Doc("Give a tenant another name")
  @RequiresPermission("core.tenant.write")
  public Tenant change(@PathParam("id") TenantId id, TenantChange body) {
    return tenants.change(id, body);
  }
}
