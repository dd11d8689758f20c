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

/** Keep a user out. */
@Component(service = Command.class)
@CommandName(
    value = "msp.user-disable",
    description = "Keep a user out: sessions and API tokens end at once")
@RequiresPermission("core.user.write")
@Risk(RiskClass.DANGEROUS)
public final class UserDisable implements Command<UserDisable.Input, Done> {
  /** What is asked for. */
  public record Input(@Doc("Sign-in name") String user) {}

  private final UserChanges changes;

  @Activate
  public UserDisable(@Reference UserChanges changes) {
    this.changes = changes;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    changes.disable(in.user());
    return new Done(in.user() + " cannot come in any more.");
  }
}
