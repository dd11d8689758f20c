// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.core.tenant.SiteSummary;
import io.custode.core.tenant.Summaries;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What there is at the sites of the bound tenant, or of all that the caller sees. */
@Component(service = SiteSummariesResource.class)
@JaxrsResource
@Path("site-summaries")
public final class SiteSummariesResource {
  private final Summaries summaries;

  @Activate
  public SiteSummariesResource(@Reference Summaries summaries) {
    this.summaries = summaries;
  }

  @GET
  @Doc("Sites, by name, each with its assets counted")
  @RequiresPermission("core.site.read")
  public Page<SiteSummary> find(@Context PageRequest page) {
    return summaries.sites(page);
  }
}
