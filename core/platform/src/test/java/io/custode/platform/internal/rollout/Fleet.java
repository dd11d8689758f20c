// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.NewAsset;
import io.custode.api.calendar.CalendarId;
import io.custode.api.group.NewGroup;
import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.rollout.NewRollout;
import io.custode.api.rollout.Ring;
import io.custode.api.rollout.Rollout;
import io.custode.api.rollout.RolloutAsset;
import io.custode.api.rollout.RolloutAssetState;
import io.custode.api.rollout.RolloutId;
import io.custode.api.tenant.TenantId;
import io.custode.platform.internal.MovableClock;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.gate.NoPlugins;
import io.custode.spi.rollout.HealthGate;
import io.custode.spi.rollout.RolloutStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A tenant with rings of assets, and a rollout to them that a test moves on. */
final class Fleet {
  final Platform platform;
  final MovableClock clock = new MovableClock("2026-11-24T10:00:00Z");
  final Patcher patcher = new Patcher();
  final List<RolloutStep> steps = new ArrayList<>(List.of(patcher));
  final List<HealthGate> gates = new ArrayList<>();
  final TenantId tenant;
  final List<List<AssetId>> rings = new ArrayList<>();
  JpaRollouts rollouts;
  RolloutRunner runner;

  /**
   * @param sizes of the rings that are groups; what is left is in a last one
   */
  Fleet(Platform platform, int left, int... sizes) {
    this.platform = platform;
    tenant = platform.tenant("Acme " + Uuid7.next());
    for (int size : sizes) {
      rings.add(assets(size));
    }
    rings.add(assets(left));
    restart();
  }

  private List<AssetId> assets(int size) {
    return platform.in(
        tenant,
        () ->
            IntStream.range(0, size)
                .mapToObj(i -> new NewAsset("pc-" + Uuid7.next(), AssetKind.SERVER, null, null))
                .map(made -> platform.assets.register(made).id())
                .toList());
  }

  /** A node that knows nothing but what is in the database. */
  void restart() {
    var calls = new NoPlugins();
    var steps = new Steps(calls);
    this.steps.forEach(steps::bindStep);
    rollouts =
        new JpaRollouts(
            platform.store,
            platform.binder,
            platform.groups,
            platform.calendars,
            platform.events,
            platform.audit,
            platform.json,
            steps,
            clock);
    runner =
        new RolloutRunner(
            rollouts,
            platform.assets,
            platform.groups,
            platform.calendars,
            steps,
            calls,
            clock,
            gates);
  }

  <T> T in(Supplier<T> work) {
    return platform.in(tenant, work);
  }

  private Ring ring(int i) {
    var group = in(() -> platform.groups.create(new NewGroup("Ring " + i, null, null)).id());
    in(
        () -> {
          platform.groups.add(group, rings.get(i));
          return true;
        });
    return new Ring(group, i);
  }

  /** A ring a day. */
  Rollout begin(int maxFailedPercent, int minObserved, @Nullable CalendarId calendar) {
    var made = new ArrayList<Ring>();
    for (int i = 0; i < rings.size() - 1; i++) {
      made.add(ring(i));
    }
    made.add(new Ring(null, rings.size() - 1));
    return in(
        () ->
            rollouts.create(
                new NewRollout(
                    "Patches",
                    "patching.set",
                    Json.EMPTY,
                    made,
                    calendar,
                    maxFailedPercent,
                    minObserved)));
  }

  /** A pass; if the node dies in it, another goes on. */
  void pass(RolloutId id) {
    try {
      in(
          () -> {
            runner.advance(id);
            return true;
          });
    } catch (Patcher.Crash e) {
      restart();
    }
  }

  Rollout now(RolloutId id) {
    return in(() -> rollouts.get(id)).orElseThrow();
  }

  List<RolloutAsset> assets(RolloutId id) {
    return in(() -> rollouts.assets(id, PageRequest.first(PageRequest.MAX))).items();
  }

  long count(RolloutId id, RolloutAssetState state) {
    return assets(id).stream().filter(a -> a.state() == state).count();
  }

  void days(int days) {
    clock.forward(Duration.ofDays(days));
  }
}
