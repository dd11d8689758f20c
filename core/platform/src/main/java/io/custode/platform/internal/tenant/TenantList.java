// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.Tenants;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the tenants you see. */
@Component(service = Command.class)
@CommandName(value = "msp.tenant-list", description = "List the tenants you see")
@Columns({"id", "name", "createdAt"})
@RequiresPermission("core.tenant.read")
@Risk(RiskClass.READ)
public final class TenantList implements Command<TenantList.Input, Page<Tenant>> {
  /** What to list. */
  public record Input(
      @Doc("Part of the name") @Nullable String text,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Tenants tenants;

  @Activate
  public TenantList(@Reference Tenants tenants) {
    this.tenants = tenants;
  }

  @Override
  public Page<Tenant> execute(Input in, CommandContext context) {
    return tenants.find(in.text() == null ? "" : in.text(), Listing.page(in.limit(), in.cursor()));
  }
}
