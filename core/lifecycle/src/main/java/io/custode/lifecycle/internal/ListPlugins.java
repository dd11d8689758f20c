// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.plugin.InstalledPlugin;
import io.custode.api.plugin.Plugins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists plugins. */
@Component(service = Command.class)
@CommandName(value = "msp.plugin-list", description = "Lists the plugins that are installed")
@Columns({"id", "name", "version", "state", "installedAt", "detail"})
@RequiresPermission("core.plugin.read")
@Risk(RiskClass.READ)
public final class ListPlugins implements Command<ListPlugins.Input, Page<InstalledPlugin>> {
  /** Nothing to say. */
  public record Input() {}

  private final Plugins plugins;

  @Activate
  public ListPlugins(@Reference Plugins plugins) {
    this.plugins = plugins;
  }

  @Override
  public Page<InstalledPlugin> execute(Input input, CommandContext context) {
    return new Page<>(plugins.list(), null);
  }
}
