// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.access.RequiresPermission;
import io.custode.api.alert.Suppression;
import io.custode.api.alert.Suppressions;
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

/** List what is expected, newest first. */
@Component(service = Command.class)
@CommandName(
    value = "msp.alert-suppression-list",
    description = "List what is expected, newest first")
@Columns({"id", "asset", "group", "kind", "from", "until", "calendar", "reason"})
@RequiresPermission("core.alert.read")
@Risk(RiskClass.READ)
public final class SuppressionList implements Command<SuppressionList.Input, Page<Suppression>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Suppressions suppressions;

  @Activate
  public SuppressionList(@Reference Suppressions suppressions) {
    this.suppressions = suppressions;
  }

  @Override
  public Page<Suppression> execute(Input in, CommandContext context) {
    return suppressions.find(Listing.page(in.limit(), in.cursor()));
  }
}
