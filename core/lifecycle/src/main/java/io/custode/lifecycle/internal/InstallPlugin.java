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

/** Installs a plugin. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-install",
    description = "Installs a plugin into the running platform, or another version of it")
@RequiresPermission("core.plugin.install")
@Risk(RiskClass.DANGEROUS)
public final class InstallPlugin implements Command<InstallPlugin.Input, InstalledPlugin> {
  /** Which one. */
  public record Input(
      @Doc(
              "catalog: and the id, file: URL of the jar on the platform's machine, https: URL with"
                  + " #sha256=, or upload:")
          String source,
      @Doc("Agree to the steps of the plan that rewrite the plugin's data")
          @Nullable Boolean acceptRewrite,
      @Doc("Other plugins that may be restarted or left behind, as the plan names them")
          @Nullable List<PluginId> approve,
      @Doc("Agree to a version that is lower than one that ran here") @Nullable Boolean downgrade,
      @Doc("Agree that it may have what the version that is there did not ask for")
          @Nullable Boolean acceptCapabilities) {}

  private final Plugins plugins;

  @Activate
  public InstallPlugin(@Reference Plugins plugins) {
    this.plugins = plugins;
  }

  @Override
  public InstalledPlugin execute(Input input, CommandContext context) {
    return plugins.install(
        input.source(),
        InstallChoice.of(
            input.acceptRewrite(), input.approve(), input.downgrade(), input.acceptCapabilities()));
  }
}
