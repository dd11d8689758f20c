// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.access.Role;
import io.custode.api.access.RoleChange;
import io.custode.api.access.Roles;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Give a role other permissions, or another description. */
@Component(service = Command.class)
@CommandName(
    value = "msp.role-change",
    description = "Give a defined role other permissions; counts at once for all who have it")
@RequiresPermission(JpaRoles.WRITE)
@Risk(RiskClass.DANGEROUS)
public final class RoleAlter implements Command<RoleAlter.Input, Role> {
  /** What is asked for. */
  public record Input(
      @Doc("Name of the role") String role,
      @Doc("Permissions that it gets") @Nullable List<String> more,
      @Doc("Permissions that it loses") @Nullable List<String> fewer,
      @Doc("What it is for; none given: as before") @Nullable String description) {}

  private final Roles roles;

  @Activate
  public RoleAlter(@Reference Roles roles) {
    this.roles = roles;
  }

  @Override
  public Role execute(Input in, CommandContext context) {
    var now = roles.get(in.role()).orElseThrow(() -> new NotFound("role", in.role()));
    var permissions = new TreeSet<>(now.permissions());
    permissions.addAll(now.dormant());
    permissions.addAll(in.more() == null ? List.of() : in.more());
    permissions.removeAll(in.fewer() == null ? List.of() : in.fewer());
    var description = in.description() == null ? now.description() : in.description();
    return roles.change(
        now.name(), new RoleChange(description, List.copyOf(permissions), now.revision()));
  }
}
