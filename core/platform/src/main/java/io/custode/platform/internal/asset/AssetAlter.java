// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Assets;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import io.custode.api.tenant.SiteId;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Change an asset; what is not given stays. */
@Component(service = Command.class)
@CommandName(value = "msp.asset-change", description = "Change an asset; what is not given stays")
@RequiresPermission("core.asset.write")
@Risk(RiskClass.CHANGE)
public final class AssetAlter implements Command<AssetAlter.Input, Asset> {
  /** What to change. */
  public record Input(
      @Doc("The asset") AssetId asset,
      @Doc("Its new name") @Nullable String name,
      @Doc("What it is") @Nullable AssetKind kind,
      @Doc("Its state from now on") @Nullable AssetState state,
      @Doc("Site of the same tenant") @Nullable SiteId site) {}

  private final Assets assets;

  @Activate
  public AssetAlter(@Reference Assets assets) {
    this.assets = assets;
  }

  @Override
  public Asset execute(Input in, CommandContext context) {
    var id = in.asset();
    var now = assets.get(id).orElseThrow(() -> new NotFound("asset", id));
    return assets.change(
        id, new AssetChange(in.name(), in.kind(), in.state(), in.site(), now.revision()));
  }
}
