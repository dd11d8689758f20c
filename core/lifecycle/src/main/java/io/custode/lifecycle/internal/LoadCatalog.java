// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.plugin.LoadedCatalog;
import io.custode.api.plugin.PluginCatalog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes a catalog. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-catalog-load",
    description = "Takes a signed catalog of plugins, or a later one of the same name")
@RequiresPermission("core.plugin.install")
@Risk(RiskClass.CHANGE)
public final class LoadCatalog implements Command<LoadCatalog.Input, LoadedCatalog> {
  /** Which one. */
  public record Input(
      @Doc(
              "file: URL of the catalog on the platform's machine, https: URL with #sha256=, or"
                  + " upload:")
          String source) {}

  private final PluginCatalog catalog;

  @Activate
  public LoadCatalog(@Reference PluginCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public LoadedCatalog execute(Input input, CommandContext context) {
    return catalog.load(input.source());
  }
}
