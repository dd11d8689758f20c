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

/** That group opens nothing any more. */
@Component(service = Command.class)
@CommandName(
    value = "msp.sign-in-rule-remove",
    description = "Remove a rule; it counts when its members sign in next")
@RequiresPermission(SignInProviders.WRITE)
@Risk(RiskClass.DANGEROUS)
public final class SignInRuleRemove implements Command<SignInRuleRemove.Input, Done> {
  /** What is asked for. */
  public record Input(@Doc("Id as msp:sign-in-rule-list shows it") String id) {}

  private final SignInProviders providers;

  @Activate
  public SignInRuleRemove(@Reference SignInProviders providers) {
    this.providers = providers;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    providers.removeRule(in.id());
    return new Done("The rule is gone.");
  }
}
