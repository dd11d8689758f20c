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

/** Keep a user for emergencies. */
@Component(service = Command.class)
@CommandName(
    value = "msp.user-break-glass",
    description =
        "Keep a user for emergencies: no network or role rule keeps him out, each sign-in is told")
@RequiresPermission("core.user.write")
@Risk(RiskClass.DANGEROUS)
public final class UserBreakGlass implements Command<UserBreakGlass.Input, Done> {
  /** What is asked for. */
  public record Input(
      @Doc("Sign-in name") String user,
      @Doc("Whether he is for emergencies from now on") boolean on) {}

  private final UserChanges changes;

  @Activate
  public UserBreakGlass(@Reference UserChanges changes) {
    this.changes = changes;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    changes.setBreakGlass(in.user(), in.on());
    return new Done(in.user() + (in.on() ? " is for emergencies." : " is a user like others."));
  }
}
