// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Doc;
import io.custode.api.metric.LiveMetrics;
import io.custode.api.metric.MetricPoint;
import io.custode.api.page.Page;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The last minutes of an asset. */
@Component(service = AssetMetricsResource.class)
@JaxrsResource
@Path("assets/{id}/metrics")
public final class AssetMetricsResource {
  private final LiveMetrics metrics;

  @Activate
  public AssetMetricsResource(@Reference LiveMetrics metrics) {
    this.metrics = metrics;
  }

  @GET
  @Doc("Metrics of the last 15 minutes, oldest first")
  @RequiresPermission("core.metric.read")
  public Page<MetricPoint> recent(@PathParam("id") AssetId id) {
    return new Page<>(metrics.recent(id), null);
  }
}
