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

/** Say that an alert is not over after all. */
@Component(service = Command.class)
@CommandName(value = "msp.alert-reopen", description = "Say that an alert is not over after all")
@RequiresPermission("core.alert.write")
@Risk(RiskClass.CHANGE)
public final class AlertReopen implements Command<AlertReopen.Input, Alert> {
  /** Which. */
  public record Input(
      @Doc("The alert") AlertId alert,
      @Doc("What you have to say, at most 500 characters") @Nullable String note) {}

  private final Alerts alerts;

  @Activate
  public AlertReopen(@Reference Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public Alert execute(Input in, CommandContext context) {
    return alerts.reopen(in.alert(), in.note());
  }
}
