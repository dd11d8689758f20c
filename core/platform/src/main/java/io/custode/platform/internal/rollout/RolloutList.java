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
import io.custode.api.rollout.Rollout;
import io.custode.api.rollout.RolloutState;
import io.custode.api.rollout.Rollouts;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the rollouts you see, newest first. */
@Component(service = Command.class)
@CommandName(value = "msp.rollout-list", description = "List the rollouts you see, newest first")
@Columns({"id", "name", "step", "state", "ringsOpen", "reason", "tenant"})
@RequiresPermission("core.rollout.read")
@Risk(RiskClass.READ)
public final class RolloutList implements Command<RolloutList.Input, Page<Rollout>> {
  /** Which. */
  public record Input(
      @Doc("In this state") @Nullable RolloutState state,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Rollouts rollouts;

  @Activate
  public RolloutList(@Reference Rollouts rollouts) {
    this.rollouts = rollouts;
  }

  @Override
  public Page<Rollout> execute(Input in, CommandContext context) {
    return rollouts.find(in.state(), Listing.page(in.limit(), in.cursor()));
  }
}
