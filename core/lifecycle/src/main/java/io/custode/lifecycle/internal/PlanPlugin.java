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

/** Tells what an install would do. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-plan",
    description = "Checks a plugin's jar and tells what installing it would do; changes nothing")
@RequiresPermission("core.plugin.install")
@Risk(RiskClass.READ)
public final class PlanPlugin implements Command<PlanPlugin.Input, PluginPlan> {
  /** Which one. */
  public record Input(
      @Doc(
              "catalog: and the id, file: URL of the jar on the platform's machine, https: URL with"
                  + " #sha256=, or upload:")
          String source,
      @Doc("Other plugins that may be restarted or left behind, as the plan names them")
          @Nullable List<PluginId> approve,
      @Doc("Agree to a version that is lower than one that ran here")
          @Nullable Boolean downgrade) {}

  private final Plugins plugins;

  @Activate
  public PlanPlugin(@Reference Plugins plugins) {
    this.plugins = plugins;
  }

  @Override
  public PluginPlan execute(Input input, CommandContext context) {
    return plugins.plan(
        input.source(), InstallChoice.of(null, input.approve(), input.downgrade(), null));
  }
}
