// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Assets;
import io.custode.api.asset.Inventory;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show an asset and its inventory. */
@Component(service = Command.class)
@CommandName(value = "msp.asset-show", description = "Show an asset and its inventory")
@RequiresPermission("core.asset.read")
@Risk(RiskClass.READ)
public final class AssetShow implements Command<AssetShow.Input, AssetShow.Sheet> {
  /** Which. */
  public record Input(@Doc("The asset") AssetId asset) {}

  /** The asset with its last inventory, if one came. */
  public record Sheet(Asset asset, @Nullable Inventory inventory) {}

  private final Assets assets;

  @Activate
  public AssetShow(@Reference Assets assets) {
    this.assets = assets;
  }

  @Override
  public Sheet execute(Input in, CommandContext context) {
    var asset = assets.get(in.asset()).orElseThrow(() -> new NotFound("asset", in.asset()));
    return new Sheet(asset, assets.inventory(in.asset()).orElse(null));
  }
}
