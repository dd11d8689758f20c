// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.access.RequiresPermission;
import io.custode.api.alert.Alert;
import io.custode.api.alert.AlertId;
import io.custode.api.alert.AlertQuery;
import io.custode.api.alert.AlertState;
import io.custode.api.alert.Alerts;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the alerts you see, newest first. */
@Component(service = Command.class)
@CommandName(value = "msp.alert-list", description = "List the alerts you see, newest first")
@Columns({"id", "severity", "state", "title", "kind", "count", "lastAt", "asset", "tenant"})
@RequiresPermission("core.alert.read")
@Risk(RiskClass.READ)
public final class AlertList implements Command<AlertList.Input, Page<Alert>> {
  /** Which. */
  public record Input(
      @Doc("Of this asset") @Nullable AssetId asset,
      @Doc("Of this kind") @Nullable String kind,
      @Doc("That bad, or worse") @Nullable Severity severity,
      @Doc("In this state") @Nullable AlertState state,
      @Doc("Not resolved; false: resolved") @Nullable Boolean active,
      @Doc("Expected now; false: not expected") @Nullable Boolean suppressed,
      @Doc("Consequences of this alert") @Nullable AlertId cause,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Alerts alerts;

  @Activate
  public AlertList(@Reference Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public Page<Alert> execute(Input in, CommandContext context) {
    return alerts.find(
        new AlertQuery(
            in.asset(),
            in.kind(),
            in.severity(),
            in.state(),
            in.active(),
            in.suppressed(),
            in.cause()),
        Listing.page(in.limit(), in.cursor()));
  }
}
