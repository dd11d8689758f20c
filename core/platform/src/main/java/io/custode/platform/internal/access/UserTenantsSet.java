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
import io.custode.api.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Change which tenants a user sees. */
@Component(service = Command.class)
@CommandName(
    value = "msp.user-tenants",
    description = "Change which tenants a user sees, or whose contact he is")
@RequiresPermission("core.user.write")
@Risk(RiskClass.DANGEROUS)
public final class UserTenantsSet implements Command<UserTenantsSet.Input, Done> {
  /** What is asked for. */
  public record Input(
      @Doc("Sign-in name") String user,
      @Doc("For a customer contact: his tenant") @Nullable TenantId contactOf,
      @Doc("For a technician: the tenants he sees; none given: all")
          @Nullable List<TenantId> visible) {}

  private final UserChanges changes;

  @Activate
  public UserTenantsSet(@Reference UserChanges changes) {
    this.changes = changes;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    changes.setTenants(in.user(), in.contactOf(), in.visible() == null ? List.of() : in.visible());
    return new Done(in.user() + " sees other tenants from now on.");
  }
}
