// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.rollout.RolloutStepInfo;
import io.custode.api.rollout.Rollouts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the steps that a rollout can take. */
@Component(service = Command.class)
@CommandName(
    value = "msp.rollout-step-list",
    description = "List the steps that a rollout can take")
@Columns({"id", "description"})
@RequiresPermission("core.rollout.read")
@Risk(RiskClass.READ)
public final class RolloutStepList
    implements Command<RolloutStepList.Input, Page<RolloutStepInfo>> {
  /** Nothing is asked. */
  public record Input() {}

  private final Rollouts rollouts;

  @Activate
  public RolloutStepList(@Reference Rollouts rollouts) {
    this.rollouts = rollouts;
  }

  @Override
  public Page<RolloutStepInfo> execute(Input in, CommandContext context) {
    return new Page<>(rollouts.steps(), null);
  }
}
