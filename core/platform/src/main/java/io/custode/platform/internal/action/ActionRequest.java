// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.action;

import io.custode.api.access.RequiresPermission;
import io.custode.api.action.Action;
import io.custode.api.action.Actions;
import io.custode.api.action.NewAction;
import io.custode.api.asset.Assets;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import io.custode.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Queue an action for an asset's agent. */
@Component(service = Command.class)
@CommandName(value = "msp.action-request", description = "Queue an action for an asset's agent")
@RequiresPermission("core.action.request")
@Risk(RiskClass.DANGEROUS)
public final class ActionRequest implements Command<NewAction, Action> {
  private final Actions actions;
  private final Assets assets;
  private final TenantContext tenants;

  @Activate
  public ActionRequest(
      @Reference Actions actions, @Reference Assets assets, @Reference TenantContext tenants) {
    this.actions = actions;
    this.assets = assets;
    this.tenants = tenants;
  }

  /** The tenant is the asset's: naming it is not needed. */
  @Override
  public Action execute(NewAction in, CommandContext context) {
    var asset = assets.get(in.asset()).orElseThrow(() -> new NotFound("asset", in.asset()));
    return tenants.in(asset.tenant(), () -> actions.request(in));
  }
}
