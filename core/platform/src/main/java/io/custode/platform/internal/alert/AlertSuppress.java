// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.access.RequiresPermission;
import io.custode.api.alert.NewSuppression;
import io.custode.api.alert.Suppression;
import io.custode.api.alert.Suppressions;
import io.custode.api.asset.AssetId;
import io.custode.api.calendar.CalendarId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.group.GroupId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Let nobody be disturbed by what is expected. */
@Component(service = Command.class)
@CommandName(
    value = "msp.alert-suppress",
    description = "Let nobody be disturbed by what is expected")
@RequiresPermission("core.alert.suppress")
@Risk(RiskClass.CHANGE)
public final class AlertSuppress implements Command<AlertSuppress.Input, Suppression> {
  /** What is expected. */
  public record Input(
      @Doc("Alerts of this asset") @Nullable AssetId asset,
      @Doc("Alerts of the assets in this group") @Nullable GroupId group,
      @Doc("Alerts of this kind, or of kinds that begin so") @Nullable String kind,
      @Doc("From when on; default: now") @Nullable Instant from,
      @Doc("Until when; may be left out with a calendar") @Nullable Instant until,
      @Doc("Only in the maintenance windows of this calendar") @Nullable CalendarId calendar,
      @Doc("Why, 1 to 500 characters") String reason) {}

  private final Suppressions suppressions;

  @Activate
  public AlertSuppress(@Reference Suppressions suppressions) {
    this.suppressions = suppressions;
  }

  @Override
  public Suppression execute(Input in, CommandContext context) {
    return suppressions.create(
        new NewSuppression(
            in.asset(), in.group(), in.kind(), in.from(), in.until(), in.calendar(), in.reason()));
  }
}
