// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Switch the second factor on. */
@Component(service = Command.class)
@CommandName(
    value = "msp.second-factor-confirm",
    description = "Show that your app has the key: from now on your sign-in needs its code")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class SecondFactorConfirm
    implements Command<SecondFactorConfirm.Input, SecondFactors.RecoveryCodes> {
  /** What is asked for. */
  public record Input(@Doc("Code that the app shows now") String code) {}

  private final SecondFactors factors;

  @Activate
  public SecondFactorConfirm(@Reference SecondFactors factors) {
    this.factors = factors;
  }

  @Override
  public SecondFactors.RecoveryCodes execute(Input in, CommandContext context) {
    return factors.confirm(in.code());
  }
}
