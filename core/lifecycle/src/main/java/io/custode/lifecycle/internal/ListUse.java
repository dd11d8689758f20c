// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.plugin.PluginId;
import io.custode.core.call.PluginBudgets;
import io.custode.core.call.PluginUse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists what plugins take. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-use",
    description = "Lists what plugins took lately of this node, and what they may")
@Columns({"plugin", "what", "taken", "limit", "unit", "seconds"})
@RequiresPermission("core.plugin.read")
@Risk(RiskClass.READ)
public final class ListUse implements Command<ListUse.Input, Page<PluginUse>> {
  /** Which of them. */
  public record Input(@Doc("Id of a plugin; default: all") @Nullable PluginId plugin) {}

  private final PluginBudgets budgets;

  @Activate
  public ListUse(@Reference PluginBudgets budgets) {
    this.budgets = budgets;
  }

  @Override
  public Page<PluginUse> execute(Input input, CommandContext context) {
    return new Page<>(
        budgets.list().stream()
            .filter(use -> input.plugin() == null || use.plugin().equals(input.plugin()))
            .toList(),
        null);
  }
}
