// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal;

import io.custode.api.tenant.TenantRemoved;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import io.custode.spi.event.OnEveryNode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Each node knows series by heart. */
@Component
@ListensTo(TenantRemoved.class)
@OnEveryNode
public final class SeriesAreGone implements EventListener<TenantRemoved> {
  private final Metrics metrics;

  @Activate
  public SeriesAreGone(@Reference Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void on(TenantRemoved event) {
    metrics.refresh();
  }
}
