// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.diagnostics;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Write down how the platform is, without secrets. */
@Component(service = Command.class)
@CommandName(
    value = "msp.diagnostics",
    description = "Write versions, health, threads, settings and log into a file, without secrets")
@RequiresPermission(Diagnostics.CREATE)
@Risk(RiskClass.CHANGE)
public final class DiagnosticsCreate
    implements Command<DiagnosticsCreate.Input, DiagnosticsCreate.Written> {
  /** Nothing to say. */
  public record Input() {}

  /** What was written. */
  public record Written(String file, String note) {}

  private final Diagnostics diagnostics;

  @Activate
  public DiagnosticsCreate(@Reference Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  @Override
  public Written execute(Input in, CommandContext context) {
    return new Written(
        diagnostics.write().toString(),
        "Passwords, tokens and keys are taken out; names of machines and people are in the log.");
  }
}
