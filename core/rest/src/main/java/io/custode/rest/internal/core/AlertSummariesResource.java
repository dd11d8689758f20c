// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Doc;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.core.tenant.AlertSummary;
import io.custode.core.tenant.Summaries;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Where alerts are: of the bound tenant, or of all that the caller sees. */
@Component(service = AlertSummariesResource.class)
@JaxrsResource
@Path("alert-summaries")
public final class AlertSummariesResource {
  private final Summaries summaries;

  @Activate
  public AlertSummariesResource(@Reference Summaries summaries) {
    this.summaries = summaries;
  }

  @GET
  @Doc("Tenants that have open alerts, how many by severity, the worst off first")
  @RequiresPermission("core.alert.read")
  public Page<AlertSummary> find(@Context PageRequest page) {
    return summaries.alerts(page);
  }
}
