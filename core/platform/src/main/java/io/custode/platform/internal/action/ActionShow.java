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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show an action, its output and what became of it. */
@Component(service = Command.class)
@CommandName(
    value = "msp.action-show",
    description = "Show an action, its output and what became of it")
@RequiresPermission("core.action.read")
@Risk(RiskClass.READ)
public final class ActionShow implements Command<ActionShow.Input, Action> {
  /** Which. */
  public record Input(@Doc("The action") ActionId action) {}

  private final Actions actions;

  @Activate
  public ActionShow(@Reference Actions actions) {
    this.actions = actions;
  }

  @Override
  public Action execute(Input in, CommandContext context) {
    return actions.get(in.action()).orElseThrow(() -> new NotFound("action", in.action()));
  }
}
