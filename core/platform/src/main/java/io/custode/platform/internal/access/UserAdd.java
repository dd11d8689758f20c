// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Create a user; the first password is shown this once. */
@Component(service = Command.class)
@CommandName(
    value = "msp.user-add",
    description = "Create a user; the first password is shown this once")
@RequiresPermission("core.user.write")
@Risk(RiskClass.DANGEROUS)
public final class UserAdd implements Command<NewUser, Users.WithPassword> {
  private final Users users;

  @Activate
  public UserAdd(@Reference Users users) {
    this.users = users;
  }

  @Override
  public Users.WithPassword execute(NewUser in, CommandContext context) {
    return users.create(in);
  }
}
