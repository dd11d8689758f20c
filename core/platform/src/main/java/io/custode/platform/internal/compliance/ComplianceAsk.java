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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Check the compliance of an asset now. */
@Component(service = Command.class)
@CommandName(value = "msp.compliance-check", description = "Check the compliance of an asset now")
@Columns({"item", "state", "reason", "since"})
@RequiresPermission("core.compliance.check")
@Risk(RiskClass.CHANGE)
public final class ComplianceAsk implements Command<ComplianceAsk.Input, Page<ComplianceEntry>> {
  /** Which. */
  public record Input(@Doc("The asset") AssetId asset) {}

  private final Compliance compliance;

  @Activate
  public ComplianceAsk(@Reference Compliance compliance) {
    this.compliance = compliance;
  }

  @Override
  public Page<ComplianceEntry> execute(Input in, CommandContext context) {
    return new Page<>(compliance.check(in.asset()), null);
  }
}
