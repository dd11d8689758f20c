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
import io.custode.api.page.Page;
import io.custode.api.plugin.KeptVersion;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.Plugins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists what a plugin can go back to. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-version-list",
    description = "Lists the earlier versions that a plugin can be taken back to")
@Columns({"version", "installedAt", "replacedAt", "sha256"})
@RequiresPermission("core.plugin.read")
@Risk(RiskClass.READ)
public final class ListKeptVersions implements Command<ListKeptVersions.Input, Page<KeptVersion>> {
  /** Of which one. */
  public record Input(@Doc("Id of the plugin") PluginId plugin) {}

  private final Plugins plugins;

  @Activate
  public ListKeptVersions(@Reference Plugins plugins) {
    this.plugins = plugins;
  }

  @Override
  public Page<KeptVersion> execute(Input input, CommandContext context) {
    return new Page<>(plugins.kept(input.plugin()), null);
  }
}
