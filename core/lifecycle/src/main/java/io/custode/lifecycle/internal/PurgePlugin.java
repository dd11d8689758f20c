// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.Plugins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes what a plugin left. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-purge",
    description = "Deletes the data of a plugin that was taken out, for good")
@RequiresPermission("core.plugin.purge")
@Risk(RiskClass.DANGEROUS)
public final class PurgePlugin implements Command<PurgePlugin.Input, PurgePlugin.Output> {
  /** Which one. */
  public record Input(@Doc("Id of the plugin") PluginId plugin) {}

  /** Whose data is gone. */
  public record Output(PluginId purged) {}

  private final Plugins plugins;

  @Activate
  public PurgePlugin(@Reference Plugins plugins) {
    this.plugins = plugins;
  }

  @Override
  public Output execute(Input input, CommandContext context) {
    plugins.purge(input.plugin());
    return new Output(input.plugin());
  }
}
