// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.access.RequiresPermission;
import io.custode.api.calendar.CalendarId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.json.Json;
import io.custode.api.rollout.NewRollout;
import io.custode.api.rollout.Ring;
import io.custode.api.rollout.Rollout;
import io.custode.api.rollout.Rollouts;
import io.custode.core.json.JsonMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Begin a rollout. */
@Component(service = Command.class)
@CommandName(value = "msp.rollout-add", description = "Begin a rollout")
@RequiresPermission("core.rollout.control")
@Risk(RiskClass.DANGEROUS)
public final class RolloutAdd implements Command<RolloutAdd.Input, Rollout> {
  /** The rollout to be. */
  public record Input(
      @Doc("Name, 1 to 200 characters") String name,
      @Doc("What is done to each asset, patching.set") String step,
      @Doc("What the step moves assets to, as the step has it") @Nullable Json target,
      @Doc("Rings in their order, [{\"group\":\"<id>\",\"afterDays\":0},{\"afterDays\":7}]")
          Json rings,
      @Doc("Assets begin in the maintenance windows of this calendar only")
          @Nullable CalendarId calendar,
      @Doc("With more failures it halts; default: 5") @Nullable Integer maxFailedPercent,
      @Doc("How many must have ended before it halts; default: 3") @Nullable Integer minObserved) {}

  private final Rollouts rollouts;
  private final JsonMapping json;

  @Activate
  public RolloutAdd(
      @Reference Rollouts rollouts,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.rollouts = rollouts;
    this.json = json;
  }

  @Override
  public Rollout execute(Input in, CommandContext context) {
    return rollouts.create(
        new NewRollout(
            in.name(),
            in.step(),
            in.target() == null ? Json.EMPTY : in.target(),
            List.of(json.read(in.rings(), Ring[].class)),
            in.calendar(),
            in.maxFailedPercent() == null ? 5 : in.maxFailedPercent(),
            in.minObserved() == null ? 3 : in.minObserved()));
  }
}
