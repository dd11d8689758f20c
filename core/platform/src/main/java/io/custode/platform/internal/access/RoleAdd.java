// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.NewRole;
import io.custode.api.access.RequiresPermission;
import io.custode.api.access.Role;
import io.custode.api.access.Roles;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Define a role. */
@Component(service = Command.class)
@CommandName(
    value = "msp.role-add",
    description = "Define a role; it may no more than whoever defines it")
@RequiresPermission(JpaRoles.WRITE)
@Risk(RiskClass.DANGEROUS)
public final class RoleAdd implements Command<RoleAdd.Input, Role> {
  /** What is asked for. */
  public record Input(
      @Doc("2 to 30 of a-z, 0-9 and dash, beginning with a letter") String name,
      @Doc("Ids of permissions; msp:role-show lists them") List<String> permissions,
      @Doc("What it is for, at most 200 characters") @Nullable String description) {}

  private final Roles roles;

  @Activate
  public RoleAdd(@Reference Roles roles) {
    this.roles = roles;
  }

  @Override
  public Role execute(Input in, CommandContext context) {
    return roles.add(new NewRole(in.name(), in.description(), in.permissions()));
  }
}
