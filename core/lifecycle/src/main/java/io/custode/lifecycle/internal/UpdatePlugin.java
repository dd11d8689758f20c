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
import io.custode.api.error.Conflict;
import io.custode.api.error.Problem;
import io.custode.api.page.Page;
import io.custode.api.plugin.InstallChoice;
import io.custode.api.plugin.InstalledPlugin;
import io.custode.api.plugin.PluginCatalog;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Brings plugins to the newest version that a catalog offers. One that does not work is as before,
 * and keeps no other back.
 */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-update",
    description =
        "Updates a plugin, or all of them, to the newest compatible version of the catalogs")
@Columns({"id", "name", "version", "state", "detail"})
@RequiresPermission("core.plugin.install")
@Risk(RiskClass.DANGEROUS)
public final class UpdatePlugin implements Command<UpdatePlugin.Input, Page<InstalledPlugin>> {
  /** Which ones. */
  public record Input(
      @Doc("Id of the plugin; default: all that are installed") @Nullable PluginId plugin,
      @Doc("Agree to the steps of the plan that rewrite the plugin's data")
          @Nullable Boolean acceptRewrite,
      @Doc("Other plugins that may be restarted or left behind, as the plan names them")
          @Nullable List<PluginId> approve,
      @Doc("Agree that it may have what the version that is there did not ask for")
          @Nullable Boolean acceptCapabilities) {}

  private final Plugins plugins;
  private final PluginCatalog catalog;

  @Activate
  public UpdatePlugin(@Reference Plugins plugins, @Reference PluginCatalog catalog) {
    this.plugins = plugins;
    this.catalog = catalog;
  }

  @Override
  public Page<InstalledPlugin> execute(Input input, CommandContext context) {
    var choice =
        InstallChoice.of(input.acceptRewrite(), input.approve(), null, input.acceptCapabilities());
    var updates = catalog.updates(input.plugin());
    var updated = new ArrayList<InstalledPlugin>();
    var failed = new ArrayList<String>();
    for (var update : updates) {
      try {
        updated.add(plugins.install(update.source(), choice));
      } catch (Problem e) {
        if (updates.size() == 1) {
          throw e;
        }
        failed.add(update.plugin() + ": " + e.what() + " " + e.todo());
      }
    }
    if (!failed.isEmpty()) {
      throw new Conflict(
          "plugins-not-updated",
          "Updated: " + updated.size() + ". Not updated: " + String.join(" ", failed),
          "Do what is said for each, then repeat: those that were updated stay so.");
    }
    return new Page<>(updated, null);
  }
}
