// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.tenant.NewTenant;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.Tenants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Create a tenant. */
@Component(service = Command.class)
@CommandName(value = "msp.tenant-add", description = "Create a tenant")
@RequiresPermission("core.tenant.write")
@Risk(RiskClass.CHANGE)
public final class TenantAdd implements Command<NewTenant, Tenant> {
  private final Tenants tenants;

  @Activate
  public TenantAdd(@Reference Tenants tenants) {
    this.tenants = tenants;
  }

  @Override
  public Tenant execute(NewTenant in, CommandContext context) {
    return tenants.create(in);
  }
}
