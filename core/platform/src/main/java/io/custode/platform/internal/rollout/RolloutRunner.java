// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Assets;
import io.custode.api.calendar.CalendarId;
import io.custode.api.calendar.Calendars;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.group.AssetGroups;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.rollout.Ring;
import io.custode.api.rollout.Rollout;
import io.custode.api.rollout.RolloutAsset;
import io.custode.api.rollout.RolloutAssetState;
import io.custode.api.rollout.RolloutId;
import io.custode.core.call.PluginCalls;
import io.custode.spi.rollout.HealthGate;
import io.custode.spi.rollout.RolloutStep;
import io.custode.spi.rollout.StepOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves rollouts of the bound tenant on. A pass may end anywhere; the next goes on from the rows.
 */
@Component(service = RolloutRunner.class)
public final class RolloutRunner {
  private static final Logger LOG = LoggerFactory.getLogger(RolloutRunner.class);
  private static final int STARTS = 50;
  private static final int LOOKS = 500;
  private static final int RING = 5000;
  private static final Duration LONGEST = Duration.ofDays(7);

  private final JpaRollouts rollouts;
  private final Assets assets;
  private final AssetGroups groups;
  private final Calendars calendars;
  private final Steps steps;
  private final PluginCalls calls;
  private final InstantSource clock;

  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<HealthGate> gates = List.of();

  @Activate
  public RolloutRunner(
      @Reference JpaRollouts rollouts,
      @Reference Assets assets,
      @Reference AssetGroups groups,
      @Reference Calendars calendars,
      @Reference Steps steps,
      @Reference PluginCalls calls) {
    this(rollouts, assets, groups, calendars, steps, calls, InstantSource.system(), List.of());
  }

  RolloutRunner(
      JpaRollouts rollouts,
      Assets assets,
      AssetGroups groups,
      Calendars calendars,
      Steps steps,
      PluginCalls calls,
      InstantSource clock,
      List<HealthGate> gates) {
    this.rollouts = rollouts;
    this.assets = assets;
    this.groups = groups;
    this.calendars = calendars;
    this.steps = steps;
    this.calls = calls;
    this.clock = clock;
    this.gates = gates;
  }

  /** One pass over a rollout. */
  void advance(RolloutId id) {
    var next = rollouts.judge(id).orElse(RolloutPlan.Next.HALT);
    if (next == RolloutPlan.Next.OPEN_RING) {
      openRing(id);
      next = rollouts.judge(id).orElse(RolloutPlan.Next.HALT);
    }
    var rollout = rollouts.get(id).orElse(null);
    if (next != RolloutPlan.Next.GO_ON || rollout == null) {
      return;
    }
    var step = steps.get(rollout.step());
    if (step.isEmpty()) {
      rollouts.waits(id, "The step " + rollout.step() + " is not there.");
      return;
    }
    if (rollout.reason() != null) {
      rollouts.waits(id, null);
    }
    boolean moved = false;
    for (var one : rollouts.in(id, RolloutAssetState.STARTED, LOOKS)) {
      moved |= look(rollout, step.get(), one);
    }
    if (rollout.calendar() == null || isOpen(rollout.calendar())) {
      moved |= start(rollout, step.get());
    }
    if (moved) {
      rollouts.advanced(id);
    }
    rollouts.judge(id);
  }

  private void openRing(RolloutId id) {
    var rollout = rollouts.get(id).orElseThrow();
    var objection = objection(rollout);
    if (objection.isPresent()) {
      rollouts.waits(id, objection.get());
      return;
    }
    rollouts.open(id, rollout.ringsOpen(), members(rollout.rings().get(rollout.ringsOpen())));
  }

  /** A gate that cannot say objects. */
  private Optional<String> objection(Rollout rollout) {
    for (var gate : gates) {
      try {
        var objection = calls.guarded(HealthGate.class, gate).objection(rollout);
        if (objection.isPresent()) {
          return objection.map(text -> text.length() > 500 ? text.substring(0, 500) : text);
        }
      } catch (RuntimeException | LinkageError e) {
        LOG.warn("Gate {} failed", gate.getClass().getName(), e);
        var why = e instanceof Problem p ? p.what() : e.getClass().getSimpleName() + ".";
        return Optional.of("A health gate failed: " + why);
      }
    }
    return Optional.empty();
  }

  private List<AssetId> members(Ring ring) {
    var found = new ArrayList<AssetId>();
    @Nullable String cursor = null;
    do {
      var page = new PageRequest(PageRequest.MAX, cursor);
      Page<Asset> some;
      try {
        some =
            ring.group() == null
                ? assets.find(AssetQuery.ANY, page)
                : groups.members(ring.group(), page);
      } catch (NotFound e) {
        // the group was removed: nobody is in it
        return found;
      }
      some.items().stream()
          .filter(a -> a.state() == AssetState.ACTIVE)
          .forEach(a -> found.add(a.id()));
      cursor = some.next();
    } while (cursor != null && found.size() < RING);
    return found;
  }

  /** A calendar that was removed has no windows: nothing begins, and people see that it waits. */
  private boolean isOpen(CalendarId calendar) {
    try {
      return calendars.timetable(calendar).inWindow(clock.instant());
    } catch (NotFound e) {
      return false;
    }
  }

  /**
   * @return whether any began
   */
  private boolean start(Rollout rollout, RolloutStep step) {
    boolean began = false;
    for (var one : rollouts.in(rollout.id(), RolloutAssetState.WAITING, STARTS)) {
      if (!rollouts.start(rollout.id(), one.asset())) {
        return began;
      }
      began = true;
      look(rollout, step, one);
    }
    return began;
  }

  /**
   * @return whether it came to its end
   */
  private boolean look(Rollout rollout, RolloutStep step, RolloutAsset one) {
    StepOutcome outcome;
    try {
      outcome = step.advance(rollout.id(), one.asset(), rollout.target());
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Step {} failed for asset {}", rollout.step(), one.asset(), e);
      var why = e instanceof Problem p ? p.what() : e.getClass().getSimpleName();
      outcome = StepOutcome.failed(why);
    }
    var began = one.startedAt();
    if (outcome.kind() == StepOutcome.Kind.GOES_ON
        && began != null
        && began.plus(LONGEST).isBefore(clock.instant())) {
      outcome = StepOutcome.failed("It did not end within " + LONGEST.toDays() + " days.");
    }
    switch (outcome.kind()) {
      case SUCCEEDED -> rollouts.end(rollout.id(), one.asset(), RolloutAssetState.SUCCEEDED, null);
      case FAILED ->
          rollouts.end(rollout.id(), one.asset(), RolloutAssetState.FAILED, outcome.reason());
      case GOES_ON -> {}
    }
    return outcome.kind() != StepOutcome.Kind.GOES_ON;
  }
}
