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

/** Nobody signs in by that provider any more. */
@Component(service = Command.class)
@CommandName(
    value = "msp.sign-in-provider-remove",
    description = "Remove an OpenID provider with its rules and links; sessions that it opened end")
@RequiresPermission(SignInProviders.WRITE)
@Risk(RiskClass.DANGEROUS)
public final class SignInProviderRemove implements Command<SignInProviderRemove.Input, Done> {
  /** What is asked for. */
  public record Input(@Doc("Its id") String id) {}

  private final SignInProviders providers;

  @Activate
  public SignInProviderRemove(@Reference SignInProviders providers) {
    this.providers = providers;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    providers.remove(in.id());
    return new Done("Nobody signs in by " + in.id() + " any more; its users stay.");
  }
}
