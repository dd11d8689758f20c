// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.compliance;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.compliance.Compliance;
import io.custode.api.compliance.ComplianceEntry;
import io.custode.api.compliance.ComplianceQuery;
import io.custode.api.compliance.ComplianceState;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List how assets stand to what is looked at, now or at a past time. */
@Component(service = Command.class)
@CommandName(
    value = "msp.compliance-list",
    description = "List how assets stand to what is looked at, now or at a past time")
@Columns({"asset", "item", "state", "reason", "since"})
@RequiresPermission("core.compliance.read")
@Risk(RiskClass.READ)
public final class ComplianceList implements Command<ComplianceList.Input, Page<ComplianceEntry>> {
  /** Which. */
  public record Input(
      @Doc("Of this asset") @Nullable AssetId asset,
      @Doc("Of this item") @Nullable String item,
      @Doc("In this state") @Nullable ComplianceState state,
      @Doc("As it was then, 2026-01-31T12:00:00Z; default: now") @Nullable Instant at,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Compliance compliance;

  @Activate
  public ComplianceList(@Reference Compliance compliance) {
    this.compliance = compliance;
  }

  @Override
  public Page<ComplianceEntry> execute(Input in, CommandContext context) {
    return compliance.find(
        new ComplianceQuery(in.asset(), in.item(), in.state(), in.at()),
        Listing.page(in.limit(), in.cursor()));
  }
}
