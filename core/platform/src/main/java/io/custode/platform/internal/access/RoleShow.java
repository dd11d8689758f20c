// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.access.RolePermission;
import io.custode.api.access.Roles;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show which role may what. */
@Component(service = Command.class)
@CommandName(value = "msp.role-show", description = "Show which roles hold which permissions")
@Columns({"permission", "english", "roles"})
@RequiresPermission(Reach.READ)
@Risk(RiskClass.READ)
public final class RoleShow implements Command<RoleShow.Input, Page<RolePermission>> {
  /** Which. */
  public record Input(@Doc("Only what this role holds; none given: all") @Nullable String role) {}

  private final Roles roles;

  @Activate
  public RoleShow(@Reference Roles roles) {
    this.roles = roles;
  }

  @Override
  public Page<RolePermission> execute(Input in, CommandContext context) {
    var matrix = roles.matrix();
    var role = in.role();
    if (role == null) {
      return matrix;
    }
    if (roles.get(role).isEmpty()) {
      throw new NotFound("role", role);
    }
    return new Page<>(
        matrix.items().stream().filter(line -> line.roles().contains(role)).toList(), null);
  }
}
