// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.rollout.RolloutAsset;
import io.custode.api.rollout.RolloutId;
import io.custode.api.rollout.Rollouts;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the assets that a rollout took in so far. */
@Component(service = Command.class)
@CommandName(
    value = "msp.rollout-asset-list",
    description = "List the assets that a rollout took in so far")
@Columns({"asset", "ring", "state", "reason", "endedAt"})
@RequiresPermission("core.rollout.read")
@Risk(RiskClass.READ)
public final class RolloutAssetList implements Command<RolloutAssetList.Input, Page<RolloutAsset>> {
  /** Which. */
  public record Input(
      @Doc("The rollout") RolloutId rollout,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Rollouts rollouts;

  @Activate
  public RolloutAssetList(@Reference Rollouts rollouts) {
    this.rollouts = rollouts;
  }

  @Override
  public Page<RolloutAsset> execute(Input in, CommandContext context) {
    return rollouts.assets(in.rollout(), Listing.page(in.limit(), in.cursor()));
  }
}
