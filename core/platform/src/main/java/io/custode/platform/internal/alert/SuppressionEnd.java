// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.access.RequiresPermission;
import io.custode.api.alert.SuppressionId;
import io.custode.api.alert.Suppressions;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** End a suppression now. */
@Component(service = Command.class)
@CommandName(value = "msp.alert-suppression-end", description = "End a suppression now")
@RequiresPermission("core.alert.suppress")
@Risk(RiskClass.CHANGE)
public final class SuppressionEnd implements Command<SuppressionEnd.Input, Done> {
  /** Which. */
  public record Input(@Doc("The suppression") SuppressionId suppression) {}

  private final Suppressions suppressions;

  @Activate
  public SuppressionEnd(@Reference Suppressions suppressions) {
    this.suppressions = suppressions;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    suppressions.end(in.suppression());
    return new Done("Suppression " + in.suppression() + " ended.");
  }
}
