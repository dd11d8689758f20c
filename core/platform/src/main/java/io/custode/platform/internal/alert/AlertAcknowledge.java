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
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Say that you look after an alert. */
@Component(service = Command.class)
@CommandName(value = "msp.alert-acknowledge", description = "Say that you look after an alert")
@RequiresPermission("core.alert.write")
@Risk(RiskClass.CHANGE)
public final class AlertAcknowledge implements Command<AlertAcknowledge.Input, Alert> {
  /** Which. */
  public record Input(
      @Doc("The alert") AlertId alert,
      @Doc("What you have to say, at most 500 characters") @Nullable String note) {}

  private final Alerts alerts;

  @Activate
  public AlertAcknowledge(@Reference Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public Alert execute(Input in, CommandContext context) {
    return alerts.acknowledge(in.alert(), in.note());
  }
}
