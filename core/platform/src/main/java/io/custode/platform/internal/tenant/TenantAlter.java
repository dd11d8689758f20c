// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.TenantChange;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Give a tenant another name. */
@Component(service = Command.class)
@CommandName(value = "msp.tenant-change", description = "Give a tenant another name")
@RequiresPermission("core.tenant.write")
@Risk(RiskClass.CHANGE)
public final class TenantAlter implements Command<TenantAlter.Input, Tenant> {
  /** What to change. */
  public record Input(
      @Doc("The tenant") TenantId of, @Doc("Its new name, 1 to 200 characters") String name) {}

  private final Tenants tenants;

  @Activate
  public TenantAlter(@Reference Tenants tenants) {
    this.tenants = tenants;
  }

  @Override
  public Tenant execute(Input in, CommandContext context) {
    var now = tenants.get(in.of()).orElseThrow(() -> new NotFound("tenant", in.of()));
    return tenants.change(now.id(), new TenantChange(in.name(), now.revision()));
  }
}
