// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetOrder;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Assets;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.tenant.SiteId;
import io.custode.platform.internal.command.Listing;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the assets you see. */
@Component(service = Command.class)
@CommandName(value = "msp.asset-list", description = "List the assets you see")
@Columns({"id", "name", "online", "seenAt", "state", "kind", "os"})
@RequiresPermission("core.asset.read")
@Risk(RiskClass.READ)
public final class AssetList implements Command<AssetList.Input, Page<Asset>> {
  /** What to list. */
  public record Input(
      @Doc("Part of name, serial number or operating system") @Nullable String text,
      @Doc("Of this kind") @Nullable AssetKind kind,
      @Doc("In this state") @Nullable AssetState state,
      @Doc("Of this site") @Nullable SiteId site,
      @Doc("Connected now, or not") @Nullable Boolean online,
      @Doc("In this order; default: by name") AssetOrder.@Nullable By sort,
      @Doc("The largest first") @Nullable Boolean descending,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Assets assets;

  @Activate
  public AssetList(@Reference Assets assets) {
    this.assets = assets;
  }

  @Override
  public Page<Asset> execute(Input in, CommandContext context) {
    var query = new AssetQuery(in.text(), in.kind(), in.state(), in.site(), in.online());
    var order =
        new AssetOrder(
            Objects.requireNonNullElse(in.sort(), AssetOrder.By.NAME),
            Boolean.TRUE.equals(in.descending()));
    return assets.find(query, order, Listing.page(in.limit(), in.cursor()));
  }
}
