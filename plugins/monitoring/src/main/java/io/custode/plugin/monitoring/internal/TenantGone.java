// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal;

import io.custode.api.tenant.TenantRemoved;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Forgets what was measured at a customer who is gone. */
@Component
@ListensTo(TenantRemoved.class)
public final class TenantGone implements EventListener<TenantRemoved> {
  private final Metrics metrics;

  @Activate
  public TenantGone(@Reference Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void on(TenantRemoved event) {
    metrics.forget(event.tenant());
  }
}
