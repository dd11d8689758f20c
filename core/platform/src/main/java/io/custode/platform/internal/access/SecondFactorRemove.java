// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.secret.SecretValue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Do without the second factor. */
@Component(service = Command.class)
@CommandName(
    value = "msp.second-factor-remove",
    description = "Sign in without a second factor from now on")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class SecondFactorRemove implements Command<SecondFactorRemove.Input, Done> {
  /** What is asked for. */
  public record Input(
      @Doc("Code that the app shows now, or a recovery code") String code,
      @Doc("Your password") SecretValue password) {}

  private final SecondFactors factors;

  @Activate
  public SecondFactorRemove(@Reference SecondFactors factors) {
    this.factors = factors;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    var password = in.password().chars();
    try {
      factors.remove(password, in.code());
      return new Done("Your sign-in needs no code any more.");
    } finally {
      PasswordRules.wipe(password);
      in.password().close();
    }
  }
}
