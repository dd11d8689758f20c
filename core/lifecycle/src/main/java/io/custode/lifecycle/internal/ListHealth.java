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
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.PluginHealth;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.PluginNodes;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists how plugins are on each node. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-health",
    description = "Lists how plugins are on each node, and why one does not work")
@Columns({"plugin", "node", "live", "version", "state", "since", "routes", "commands", "fault"})
@RequiresPermission("core.plugin.read")
@Risk(RiskClass.READ)
public final class ListHealth implements Command<ListHealth.Input, Page<PluginHealth>> {
  /** Which of them. */
  public record Input(
      @Doc("Id of a plugin; default: all") @Nullable PluginId plugin,
      @Doc("Rows, 1 to 500; default 50") @Nullable Integer limit,
      @Doc("The page after this one: 'next' of the page before") @Nullable String cursor) {}

  private final PluginNodes nodes;

  @Activate
  public ListHealth(@Reference PluginNodes nodes) {
    this.nodes = nodes;
  }

  @Override
  public Page<PluginHealth> execute(Input input, CommandContext context) {
    int limit = input.limit() == null ? PageRequest.DEFAULT : input.limit();
    return nodes.find(input.plugin(), new PageRequest(limit, input.cursor()));
  }
}
