// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import io.custode.api.rollout.Rollout;
import io.custode.api.rollout.RolloutId;
import io.custode.api.rollout.Rollouts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show a rollout. */
@Component(service = Command.class)
@CommandName(value = "msp.rollout-show", description = "Show a rollout")
@RequiresPermission("core.rollout.read")
@Risk(RiskClass.READ)
public final class RolloutShow implements Command<RolloutShow.Input, Rollout> {
  /** Which. */
  public record Input(@Doc("The rollout") RolloutId rollout) {}

  private final Rollouts rollouts;

  @Activate
  public RolloutShow(@Reference Rollouts rollouts) {
    this.rollouts = rollouts;
  }

  @Override
  public Rollout execute(Input in, CommandContext context) {
    var id = in.rollout();
    return rollouts.get(id).orElseThrow(() -> new NotFound("rollout", id));
  }
}
