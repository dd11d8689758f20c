// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.api.alert.Alerts;
import io.custode.api.module.ModuleRecovered;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was held back is not any more. */
@Component
@ListensTo(ModuleRecovered.class)
public final class RecoveredAlerts implements EventListener<ModuleRecovered> {
  private final Alerts alerts;

  @Activate
  public RecoveredAlerts(@Reference Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public void on(ModuleRecovered event) {
    alerts.resolve(HeldAlerts.KIND, event.asset(), event.module());
  }
}
