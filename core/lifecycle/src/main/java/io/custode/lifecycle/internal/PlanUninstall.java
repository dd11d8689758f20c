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
import io.custode.api.plugin.PluginPlan;
import io.custode.api.plugin.Plugins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells what taking a plugin out would do. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-uninstall-plan",
    description = "Tells what taking a plugin out would do; changes nothing")
@RequiresPermission("core.plugin.install")
@Risk(RiskClass.READ)
public final class PlanUninstall implements Command<PlanUninstall.Input, PluginPlan> {
  /** Which one. */
  public record Input(@Doc("Id of the plugin") PluginId plugin) {}

  private final Plugins plugins;

  @Activate
  public PlanUninstall(@Reference Plugins plugins) {
    this.plugins = plugins;
  }

  @Override
  public PluginPlan execute(Input input, CommandContext context) {
    return plugins.planUninstall(input.plugin());
  }
}
