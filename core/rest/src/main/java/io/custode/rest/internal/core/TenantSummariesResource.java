// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.core.tenant.Summaries;
import io.custode.core.tenant.TenantSummary;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What there is of the tenants that the caller sees. */
@Component(service = TenantSummariesResource.class)
@JaxrsResource
@Path("tenant-summaries")
public final class TenantSummariesResource {
  private final Summaries summaries;

  @Activate
  public TenantSummariesResource(@Reference Summaries summaries) {
    this.summaries = summaries;
  }

  @GET
  @Doc("Tenants, by name, each with its assets and alerts counted and its agreements in force")
  @RequiresPermission("core.tenant.read")
  public Page<TenantSummary> find(
      @QueryParam("text") @DefaultValue("") String text, @Context PageRequest page) {
    return summaries.tenants(text, page);
  }

  @GET
  @Path("{id}")
  @Doc("What there is of a tenant")
  @RequiresPermission("core.tenant.read")
  public TenantSummary get(@PathParam("id") TenantId id) {
    return summaries.tenant(id).orElseThrow(() -> new NotFound("tenant", id));
  }
}
