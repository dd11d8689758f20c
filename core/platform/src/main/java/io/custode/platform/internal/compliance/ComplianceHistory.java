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
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List all that was ever said of an asset and an item. */
@Component(service = Command.class)
@CommandName(
    value = "msp.compliance-history",
    description = "List all that was ever said of an asset and an item")
@Columns({"from", "until", "state", "reason", "evidence"})
@RequiresPermission("core.compliance.read")
@Risk(RiskClass.READ)
public final class ComplianceHistory
    implements Command<ComplianceHistory.Input, Page<ComplianceEntry>> {
  /** Which. */
  public record Input(
      @Doc("The asset") AssetId asset,
      @Doc("The item") String item,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Compliance compliance;

  @Activate
  public ComplianceHistory(@Reference Compliance compliance) {
    this.compliance = compliance;
  }

  @Override
  public Page<ComplianceEntry> execute(Input in, CommandContext context) {
    return compliance.history(in.asset(), in.item(), Listing.page(in.limit(), in.cursor()));
  }
}
