// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Asset;
import io.custode.api.asset.Assets;
import io.custode.api.asset.NewAsset;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Register an asset without an agent in a tenant. */
@Component(service = Command.class)
@CommandName(
    value = "msp.asset-add",
    description = "Register an asset without an agent in a tenant")
@RequiresPermission("core.asset.write")
@Risk(RiskClass.CHANGE)
public final class AssetAdd implements Command<NewAsset, Asset> {
  private final Assets assets;

  @Activate
  public AssetAdd(@Reference Assets assets) {
    this.assets = assets;
  }

  @Override
  public Asset execute(NewAsset in, CommandContext context) {
    return assets.register(in);
  }
}
