// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.api.alert.Alerts;
import io.custode.api.alert.NewAlert;
import io.custode.api.alert.Severity;
import io.custode.api.module.ModuleHeld;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** That a module is held back is an alert of its machine. */
@Component
@ListensTo(ModuleHeld.class)
public final class HeldAlerts implements EventListener<ModuleHeld> {
  /** The key is the module's id. */
  static final String KIND = "core.module-held";

  private final Alerts alerts;

  @Activate
  public HeldAlerts(@Reference Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public void on(ModuleHeld event) {
    alerts.raise(
        new NewAlert(
            KIND,
            event.module(),
            Severity.WARNING,
            "The agent's module " + event.module() + " crashes and is held back",
            "Version "
                + event.version()
                + " crashed three times within a day. "
                + (event.reason() == null ? "" : event.reason() + " ")
                + "It is not tried again until another version comes or somebody releases it"
                + " (msp:module-release).",
            event.asset(),
            null));
  }
}
