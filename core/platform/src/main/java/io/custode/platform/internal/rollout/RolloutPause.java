// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.rollout.Rollout;
import io.custode.api.rollout.RolloutId;
import io.custode.api.rollout.Rollouts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Let nothing more begin in a rollout. */
@Component(service = Command.class)
@CommandName(value = "msp.rollout-pause", description = "Let nothing more begin in a rollout")
@RequiresPermission("core.rollout.control")
@Risk(RiskClass.CHANGE)
public final class RolloutPause implements Command<RolloutPause.Input, Rollout> {
  /** Which. */
  public record Input(@Doc("The rollout") RolloutId rollout) {}

  private final Rollouts rollouts;

  @Activate
  public RolloutPause(@Reference Rollouts rollouts) {
    this.rollouts = rollouts;
  }

  @Override
  public Rollout execute(Input in, CommandContext context) {
    return rollouts.pause(in.rollout());
  }
}
