// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.plugin.PluginId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lets a plugin work again that had taken too much. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-release",
    description = "Lets a plugin work again that was stopped because it took too much")
@RequiresPermission("core.plugin.install")
@Risk(RiskClass.CHANGE)
public final class ReleasePlugin implements Command<ReleasePlugin.Input, Done> {
  /** What is asked. */
  public record Input(@Doc("Which plugin") PluginId plugin) {}

  private final Quarantines quarantines;

  @Activate
  public ReleasePlugin(@Reference Quarantines quarantines) {
    this.quarantines = quarantines;
  }

  @Override
  public Done execute(Input input, CommandContext context) {
    quarantines.release(input.plugin());
    return new Done("Plugin " + input.plugin() + " starts again.");
  }
}
