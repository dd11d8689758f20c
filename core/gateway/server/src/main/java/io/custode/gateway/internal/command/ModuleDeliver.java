// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.module.EndpointModules;
import io.custode.api.module.ModuleDelivery;
import io.custode.api.plugin.PluginId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:module-deliver}. */
@Component(service = Command.class)
@CommandName(
    value = "msp.module-deliver",
    description = "Say how machines come to a plugin's modules: all at a pace, or by rollouts only")
@RequiresPermission("core.module.deliver")
@Risk(RiskClass.CHANGE)
public final class ModuleDeliver implements Command<ModuleDeliver.Input, ModuleDeliver.Input> {
  /** Whose modules, and how. */
  public record Input(
      @Doc("Id of the plugin, which need not be installed yet") PluginId plugin,
      @Doc("PACED or BY_ROLLOUT") ModuleDelivery delivery) {}

  private final EndpointModules modules;

  @Activate
  public ModuleDeliver(@Reference EndpointModules modules) {
    this.modules = modules;
  }

  @Override
  public Input execute(Input input, CommandContext context) {
    modules.deliver(input.plugin(), input.delivery());
    return input;
  }
}
