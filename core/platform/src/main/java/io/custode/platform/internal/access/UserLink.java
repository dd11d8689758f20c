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

/** Say who a user is at a sign-in provider. */
@Component(service = Command.class)
@CommandName(
    value = "msp.user-link",
    description = "Say who a user is at an OpenID provider; he keeps his role")
@RequiresPermission("core.user.write")
@Risk(RiskClass.DANGEROUS)
public final class UserLink implements Command<UserLink.Input, Done> {
  /** What is asked for. */
  public record Input(
      @Doc("Sign-in name") String user,
      @Doc("Id of the provider") String provider,
      @Doc("His subject there, as the audit of the refused sign-in shows it") String subject) {}

  private final ExternalUsers externals;

  @Activate
  public UserLink(@Reference ExternalUsers externals) {
    this.externals = externals;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    externals.link(in.user(), in.provider(), in.subject());
    return new Done(in.user() + " can sign in by " + in.provider() + ".");
  }
}
