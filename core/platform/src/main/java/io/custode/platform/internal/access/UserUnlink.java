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

/** A user signs in by a provider no more. */
@Component(service = Command.class)
@CommandName(
    value = "msp.user-unlink",
    description = "A user signs in by an OpenID provider no more; his sessions end")
@RequiresPermission("core.user.write")
@Risk(RiskClass.DANGEROUS)
public final class UserUnlink implements Command<UserUnlink.Input, Done> {
  /** What is asked for. */
  public record Input(
      @Doc("Sign-in name") String user, @Doc("Id of the provider") String provider) {}

  private final ExternalUsers externals;

  @Activate
  public UserUnlink(@Reference ExternalUsers externals) {
    this.externals = externals;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    externals.unlink(in.user(), in.provider());
    return new Done(in.user() + " cannot sign in by " + in.provider() + ".");
  }
}
