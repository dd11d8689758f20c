// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Asset;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.group.AssetFilter;
import io.custode.api.group.AssetGroups;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.core.json.JsonMapping;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** List the assets that a filter finds now; nothing is stored. */
@Component(service = Command.class)
@CommandName(
    value = "msp.group-preview",
    description = "List the assets that a filter finds now; nothing is stored")
@Columns({"id", "name", "state", "kind", "os"})
@RequiresPermission("core.group.read")
@Risk(RiskClass.READ)
public final class GroupPreview implements Command<GroupPreview.Input, Page<Asset>> {
  /** The filter. */
  public record Input(
      @Doc("{\"field\":\"kind\",\"operator\":\"IS\",\"value\":\"SERVER\"}") Json filter,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final AssetGroups groups;
  private final JsonMapping json;

  @Activate
  public GroupPreview(
      @Reference AssetGroups groups,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.groups = groups;
    this.json = json;
  }

  @Override
  public Page<Asset> execute(Input in, CommandContext context) {
    AssetFilter filter = json.read(in.filter(), AssetFilter.class);
    return groups.preview(filter, Listing.page(in.limit(), in.cursor()));
  }
}
