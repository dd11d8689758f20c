// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Loans;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** End the loan of an asset. */
@Component(service = Command.class)
@CommandName(value = "msp.asset-give-back", description = "End the loan of an asset")
@RequiresPermission("core.asset.write")
@Risk(RiskClass.CHANGE)
public final class AssetGiveBack implements Command<AssetGiveBack.Input, Asset> {
  /** Which. */
  public record Input(
      @Doc("The asset") AssetId asset,
      @Doc("Its state from now on; default: stock") @Nullable AssetState to) {}

  private final Loans loans;

  @Activate
  public AssetGiveBack(@Reference Loans loans) {
    this.loans = loans;
  }

  @Override
  public Asset execute(Input in, CommandContext context) {
    return loans.giveBack(in.asset(), in.to() == null ? AssetState.STOCK : in.to());
  }
}
