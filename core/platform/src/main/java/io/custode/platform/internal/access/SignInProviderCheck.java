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

/** Ask a provider whether it answers as one. */
@Component(service = Command.class)
@CommandName(
    value = "msp.sign-in-provider-check",
    description = "Ask an OpenID provider whether it answers as one")
@RequiresPermission(SignInProviders.WRITE)
@Risk(RiskClass.READ)
public final class SignInProviderCheck implements Command<SignInProviderCheck.Input, Done> {
  /** What is asked for. */
  public record Input(@Doc("Its id") String id) {}

  private final SignInProviders providers;

  @Activate
  public SignInProviderCheck(@Reference SignInProviders providers) {
    this.providers = providers;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    providers.check(in.id());
    return new Done(in.id() + " answers as an OpenID provider.");
  }
}
