// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.secret.SecretValue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Begin with a second factor. */
@Component(service = Command.class)
@CommandName(
    value = "msp.second-factor-enrol",
    description = "Make a key for your authenticator app; it is shown this once")
@RequiresPermission("core.self.manage")
@Risk(RiskClass.CHANGE)
public final class SecondFactorEnrol
    implements Command<SecondFactorEnrol.Input, SecondFactors.Key> {
  /** What is asked for. */
  public record Input(@Doc("Your password") SecretValue password) {}

  private final SecondFactors factors;

  @Activate
  public SecondFactorEnrol(@Reference SecondFactors factors) {
    this.factors = factors;
  }

  @Override
  public SecondFactors.Key execute(Input in, CommandContext context) {
    var password = in.password().chars();
    try {
      return factors.enrol(password);
    } finally {
      PasswordRules.wipe(password);
      in.password().close();
    }
  }
}
