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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Take a lost second factor away. */
@Component(service = Command.class)
@CommandName(
    value = "msp.second-factor-reset",
    description = "Take the second factor from a user who lost it")
@RequiresPermission("core.user.write")
@Risk(RiskClass.DANGEROUS)
public final class SecondFactorReset implements Command<SecondFactorReset.Input, Done> {
  /** What is asked for. */
  public record Input(@Doc("Sign-in name") String user) {}

  private final SecondFactors factors;

  @Activate
  public SecondFactorReset(@Reference SecondFactors factors) {
    this.factors = factors;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    factors.reset(in.user());
    return new Done(in.user() + " signs in without a code, and should set up a new second factor.");
  }
}
