// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.compliance;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.compliance.Compliance;
import io.custode.api.compliance.ComplianceSummary;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Count by tenant and item how assets stand, now or at a past time. */
@Component(service = Command.class)
@CommandName(
    value = "msp.compliance-summary",
    description = "Count by tenant and item how assets stand, now or at a past time")
@Columns({"item", "compliant", "violated", "unknown", "exempt", "tenant"})
@RequiresPermission("core.compliance.read")
@Risk(RiskClass.READ)
public final class ComplianceSummaryList
    implements Command<ComplianceSummaryList.Input, Page<ComplianceSummary>> {
  /** When. */
  public record Input(
      @Doc("As it was then, 2026-01-31T12:00:00Z; default: now") @Nullable Instant at,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Compliance compliance;

  @Activate
  public ComplianceSummaryList(@Reference Compliance compliance) {
    this.compliance = compliance;
  }

  @Override
  public Page<ComplianceSummary> execute(Input in, CommandContext context) {
    return compliance.summary(in.at(), Listing.page(in.limit(), in.cursor()));
  }
}
