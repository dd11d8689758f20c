// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal;

import io.custode.spi.health.Gauge;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How full the store's memory is. */
@Component
public final class WaitingGauge implements Gauge {
  private final Metrics metrics;

  @Activate
  public WaitingGauge(@Reference Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return "custode_monitoring_values_waiting";
  }

  @Override
  public String help() {
    return "Measured values of this node that are not in chunks yet";
  }

  @Override
  public double value() {
    return metrics.waiting();
  }
}
