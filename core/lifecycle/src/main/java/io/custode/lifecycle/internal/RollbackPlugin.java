// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.plugin.InstallChoice;
import io.custode.api.plugin.InstalledPlugin;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.Plugins;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes a plugin back to an earlier version. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-rollback",
    description = "Takes a plugin back to an earlier version; its data stays as it is")
@RequiresPermission("core.plugin.install")
@Risk(RiskClass.DANGEROUS)
public final class RollbackPlugin implements Command<RollbackPlugin.Input, InstalledPlugin> {
  /** Which one. */
  public record Input(
      @Doc("Id of the plugin") PluginId plugin,
      @Doc("A version that is kept; default: the one before") @Nullable String version,
      @Doc("Other plugins that may be restarted or left behind, as the plan names them")
          @Nullable List<PluginId> approve) {}

  private final Plugins plugins;

  @Activate
  public RollbackPlugin(@Reference Plugins plugins) {
    this.plugins = plugins;
  }

  @Override
  public InstalledPlugin execute(Input input, CommandContext context) {
    return plugins.rollback(
        input.plugin(), input.version(), InstallChoice.of(null, input.approve()));
  }
}
