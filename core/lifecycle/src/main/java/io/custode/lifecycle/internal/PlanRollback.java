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
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.PluginPlan;
import io.custode.api.plugin.Plugins;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells what going back to an earlier version would do. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-rollback-plan",
    description =
        "Tells what going back to an earlier version of a plugin would do; changes nothing")
@RequiresPermission("core.plugin.install")
@Risk(RiskClass.READ)
public final class PlanRollback implements Command<PlanRollback.Input, PluginPlan> {
  /** Which one. */
  public record Input(
      @Doc("Id of the plugin") PluginId plugin,
      @Doc("A version that is kept; default: the one before") @Nullable String version,
      @Doc("Other plugins that may be restarted or left behind, as the plan names them")
          @Nullable List<PluginId> approve) {}

  private final Plugins plugins;

  @Activate
  public PlanRollback(@Reference Plugins plugins) {
    this.plugins = plugins;
  }

  @Override
  public PluginPlan execute(Input input, CommandContext context) {
    return plugins.planRollback(
        input.plugin(), input.version(), InstallChoice.of(null, input.approve()));
  }
}
