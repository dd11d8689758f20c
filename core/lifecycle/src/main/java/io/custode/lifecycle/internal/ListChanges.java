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
import io.custode.api.plugin.PluginChange;
import io.custode.api.plugin.PluginChanges;
import io.custode.api.plugin.PluginId;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists what was done to plugins. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-changes",
    description = "Lists what was done to plugins and how it ended, the latest first")
@Columns({"plugin", "verb", "from", "to", "begunAt", "endedAt", "outcome", "why"})
@RequiresPermission("core.plugin.read")
@Risk(RiskClass.READ)
public final class ListChanges implements Command<ListChanges.Input, Page<PluginChange>> {
  /** Which of them. */
  public record Input(
      @Doc("Id of a plugin; default: all") @Nullable PluginId plugin,
      @Doc("Rows, 1 to 500; default 50") @Nullable Integer limit,
      @Doc("The page after this one: 'next' of the page before") @Nullable String cursor) {}

  private final PluginChanges changes;

  @Activate
  public ListChanges(@Reference PluginChanges changes) {
    this.changes = changes;
  }

  @Override
  public Page<PluginChange> execute(Input input, CommandContext context) {
    int limit = input.limit() == null ? PageRequest.DEFAULT : input.limit();
    return changes.find(input.plugin(), new PageRequest(limit, input.cursor()));
  }
}
