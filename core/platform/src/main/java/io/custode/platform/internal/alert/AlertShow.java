// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.access.RequiresPermission;
import io.custode.api.alert.Alert;
import io.custode.api.alert.AlertId;
import io.custode.api.alert.Alerts;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show an alert. */
@Component(service = Command.class)
@CommandName(value = "msp.alert-show", description = "Show an alert")
@RequiresPermission("core.alert.read")
@Risk(RiskClass.READ)
public final class AlertShow implements Command<AlertShow.Input, Alert> {
  /** Which. */
  public record Input(@Doc("The alert") AlertId alert) {}

  private final Alerts alerts;

  @Activate
  public AlertShow(@Reference Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public Alert execute(Input in, CommandContext context) {
    var id = in.alert();
    return alerts.get(id).orElseThrow(() -> new NotFound("alert", id));
  }
}
