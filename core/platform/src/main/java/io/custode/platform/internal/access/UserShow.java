// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show a user. */
@Component(service = Command.class)
@CommandName(
    value = "msp.user-show",
    description = "Show a user with what he sees and signs in with")
@RequiresPermission("core.user.read")
@Risk(RiskClass.READ)
public final class UserShow implements Command<UserShow.Input, UserDetail> {
  /** Whom. */
  public record Input(@Doc("Sign-in name") String user) {}

  private final Users users;

  @Activate
  public UserShow(@Reference Users users) {
    this.users = users;
  }

  @Override
  public UserDetail execute(Input in, CommandContext context) {
    return users.show(in.user());
  }
}
