// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the roles. */
@Component(service = Command.class)
@CommandName(value = "msp.role-list", description = "List the roles with how many users have them")
@Columns({"name", "members", "permissions"})
@RequiresPermission("core.user.read")
@Risk(RiskClass.READ)
public final class RoleList implements Command<RoleList.Input, Page<RoleInfo>> {
  /** Nothing. */
  public record Input() {}

  private final Users users;

  @Activate
  public RoleList(@Reference Users users) {
    this.users = users;
  }

  @Override
  public Page<RoleInfo> execute(Input in, CommandContext context) {
    return new Page<>(users.roles(), null);
  }
}
