// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show one's own second factor. */
@Component(service = Command.class)
@CommandName(
    value = "msp.second-factor-show",
    description = "Show whether your sign-in needs a second factor")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.READ)
public final class SecondFactorShow
    implements Command<SecondFactorShow.Input, SecondFactors.State> {
  /** What is asked for. */
  public record Input() {}

  private final SecondFactors factors;

  @Activate
  public SecondFactorShow(@Reference SecondFactors factors) {
    this.factors = factors;
  }

  @Override
  public SecondFactors.State execute(Input in, CommandContext context) {
    return factors.state();
  }
}
