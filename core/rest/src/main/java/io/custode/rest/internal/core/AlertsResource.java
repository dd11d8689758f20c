// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.alert.Alert;
import io.custode.api.alert.AlertId;
import io.custode.api.alert.AlertQuery;
import io.custode.api.alert.AlertState;
import io.custode.api.alert.Alerts;
import io.custode.api.alert.NewAlert;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Doc;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Alerts of the bound tenant, or of all that the caller sees; verbs are commands. */
@Component(service = AlertsResource.class)
@JaxrsResource
@Path("alerts")
public final class AlertsResource {
  private final Alerts alerts;

  @Activate
  public AlertsResource(@Reference Alerts alerts) {
    this.alerts = alerts;
  }

  @GET
  @Doc("Alerts, newest first")
  @RequiresPermission("core.alert.read")
  public Page<Alert> find(
      @QueryParam("asset") @Nullable AssetId asset,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("severity") @Doc("That bad, or worse") @Nullable Severity severity,
      @QueryParam("state") @Nullable AlertState state,
      @QueryParam("active") @Doc("Not resolved") @Nullable Boolean active,
      @QueryParam("suppressed") @Nullable Boolean suppressed,
      @QueryParam("cause") @Doc("Consequences of this alert") @Nullable AlertId cause,
      @Context PageRequest page) {
    return alerts.find(
        new AlertQuery(asset, kind, severity, state, active, suppressed, cause), page);
  }

  @GET
  @Path("{id}")
  @Doc("An alert")
  @RequiresPermission("core.alert.read")
  public Alert get(@PathParam("id") AlertId id) {
    return alerts.get(id).orElseThrow(() -> new NotFound("alert", id));
  }

  @POST
  @Doc("Raise an alert in the tenant of the path, or count it once more")
  @RequiresPermission("core.alert.write")
  public Alert raise(NewAlert body) {
    return alerts.raise(body);
  }
}
