// SPDX-License-Identifier: Apache-2.0
package io.custode.api.metric;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.tenant.TenantId;
import java.util.List;

/** What an agent measured since its last batch, oldest first. */
public record MetricBatch(TenantId tenant, AssetId asset, AgentId agent, List<MetricPoint> points) {
  public MetricBatch {
    points = List.copyOf(points);
  }
}
