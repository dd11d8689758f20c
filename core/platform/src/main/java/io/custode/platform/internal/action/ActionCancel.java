// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.action;

import io.custode.api.access.RequiresPermission;
import io.custode.api.action.Action;
import io.custode.api.action.ActionId;
import io.custode.api.action.Actions;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import io.custode.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Cancel an action that was not given to its agent yet. */
@Component(service = Command.class)
@CommandName(
    value = "msp.action-cancel",
    description = "Cancel an action that was not given to its agent yet")
@RequiresPermission("core.action.cancel")
@Risk(RiskClass.CHANGE)
public final class ActionCancel implements Command<ActionCancel.Input, Action> {
  /** Which. */
  public record Input(@Doc("The action") ActionId action) {}

  private final Actions actions;
  private final TenantContext tenants;

  @Activate
  public ActionCancel(@Reference Actions actions, @Reference TenantContext tenants) {
    this.actions = actions;
    this.tenants = tenants;
  }

  @Override
  public Action execute(Input in, CommandContext context) {
    var action = actions.get(in.action()).orElseThrow(() -> new NotFound("action", in.action()));
    return tenants.in(action.tenant(), () -> actions.cancel(in.action()));
  }
}
