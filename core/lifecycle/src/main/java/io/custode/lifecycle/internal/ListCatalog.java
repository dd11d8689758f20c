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
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.CatalogEntry;
import io.custode.api.plugin.PluginCatalog;
import io.custode.api.plugin.PluginId;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists what the catalogs offer. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-catalog-list",
    description = "Lists the plugins that the catalogs offer, the newest version first")
@Columns({"plugin", "name", "version", "state", "platform", "size", "catalog"})
@RequiresPermission("core.plugin.read")
@Risk(RiskClass.READ)
public final class ListCatalog implements Command<ListCatalog.Input, Page<CatalogEntry>> {
  /** Which part of it. */
  public record Input(
      @Doc("Only the versions of this one") @Nullable PluginId plugin,
      @Doc("How many, 1 to 500; default: 50") @Nullable Integer limit,
      @Doc("Where the page before ended") @Nullable String cursor) {}

  private final PluginCatalog catalog;

  @Activate
  public ListCatalog(@Reference PluginCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Page<CatalogEntry> execute(Input input, CommandContext context) {
    var limit = input.limit() == null ? PageRequest.DEFAULT : input.limit();
    return catalog.find(input.plugin(), new PageRequest(limit, input.cursor()));
  }
}
