// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.access.RequiresPermission;
import io.custode.api.alert.Alert;
import io.custode.api.alert.AlertId;
import io.custode.api.alert.Alerts;
import io.custode.api.alert.NewAlert;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
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

/** Raise an alert, or count it once more. */
@Component(service = Command.class)
@CommandName(value = "msp.alert-raise", description = "Raise an alert, or count it once more")
@RequiresPermission("core.alert.write")
@Risk(RiskClass.CHANGE)
public final class AlertRaise implements Command<AlertRaise.Input, Alert> {
  /** What is wrong. */
  public record Input(
      @Doc("What sort of thing; default: core.manual") @Nullable String kind,
      @Doc("Which one of that sort on the asset; default: the title") @Nullable String key,
      @Doc("How bad it is") Severity severity,
      @Doc("One line for people") String title,
      @Doc("More of it, at most 2000 characters") @Nullable String detail,
      @Doc("The asset that it is about") @Nullable AssetId asset,
      @Doc("The alert that it follows from") @Nullable AlertId cause) {}

  private final Alerts alerts;

  @Activate
  public AlertRaise(@Reference Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public Alert execute(Input in, CommandContext context) {
    return alerts.raise(
        new NewAlert(
            in.kind() == null ? "core.manual" : in.kind(),
            in.key() == null ? in.title() : in.key(),
            in.severity(),
            in.title(),
            in.detail(),
            in.asset(),
            in.cause()));
  }
}
