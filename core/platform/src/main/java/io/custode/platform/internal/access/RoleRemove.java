// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.RequiresPermission;
import io.custode.api.access.Roles;
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

/** Remove a role that nobody has. */
@Component(service = Command.class)
@CommandName(value = "msp.role-remove", description = "Remove a defined role that nobody has")
@RequiresPermission(JpaRoles.WRITE)
@Risk(RiskClass.DANGEROUS)
public final class RoleRemove implements Command<RoleRemove.Input, Done> {
  /** Which. */
  public record Input(@Doc("Name of the role") String role) {}

  private final Roles roles;

  @Activate
  public RoleRemove(@Reference Roles roles) {
    this.roles = roles;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    roles.remove(in.role());
    return new Done("There is no role " + in.role() + " any more.");
  }
}
