// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.error.Conflict;
import io.custode.api.rollout.RolloutAsset;
import io.custode.api.rollout.RolloutId;
import io.custode.api.rollout.RolloutState;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever people and crashes do to a rollout, it does no harm twice, and comes to an end. */
class RolloutPropertyTest {
  /** Of its own: what so many rollouts tell would bury what other tests look for. */
  private static final Platform PLATFORM = Platform.alone(TestDatabases.DERBY);

  /** What happens between passes. */
  enum Act {
    NOTHING,
    A_DAY_PASSES,
    PAUSE,
    RESUME,
    ABORT
  }

  @Provide
  Arbitrary<Act> acts() {
    return Arbitraries.frequency(
        Tuple.of(6, Act.NOTHING),
        Tuple.of(6, Act.A_DAY_PASSES),
        Tuple.of(2, Act.PAUSE),
        Tuple.of(3, Act.RESUME),
        Tuple.of(1, Act.ABORT));
  }

  @Property(tries = 40)
  void itNeverDoesMoreThanItMay(
      @ForAll @IntRange(min = 1, max = 4) int first,
      @ForAll @IntRange(min = 0, max = 4) int left,
      @ForAll @Size(max = 4) Set<@IntRange(max = 7) Integer> failing,
      @ForAll @Size(max = 6) Set<@IntRange(max = 14) Integer> crashes,
      @ForAll @IntRange(max = 100) int maxFailed,
      @ForAll @IntRange(min = 1, max = 4) int minObserved,
      @ForAll @Size(max = 14) List<@From("acts") Act> acts) {
    var fleet = new Fleet(PLATFORM, left, first);
    var all = fleet.rings.stream().flatMap(List::stream).toList();
    failing.stream()
        .filter(i -> i < all.size())
        .forEach(i -> fleet.patcher.failing.add(all.get(i)));
    fleet.patcher.crashes.addAll(crashes);
    var id = fleet.begin(maxFailed, minObserved, null).id();
    for (var act : acts) {
      act(fleet, id, act);
      passAndCheck(fleet, id, first);
    }
    // nobody interferes any more, and those who look after it resume it: it ends
    for (int i = 0; i < 60 && isOpen(fleet, id); i++) {
      if (fleet.now(id).state() != RolloutState.RUNNING) {
        act(fleet, id, Act.RESUME);
      }
      fleet.days(1);
      passAndCheck(fleet, id, first);
    }
    assertThat(fleet.now(id).state()).isIn(RolloutState.DONE, RolloutState.ABORTED);
    if (fleet.now(id).state() == RolloutState.DONE) {
      assertThat(fleet.patcher.done.keySet()).containsExactlyInAnyOrderElementsOf(all);
      assertThat(fleet.assets(id)).hasSize(all.size()).allMatch(a -> a.endedAt() != null);
    }
  }

  private static boolean isOpen(Fleet fleet, RolloutId id) {
    var state = fleet.now(id).state();
    return state != RolloutState.DONE && state != RolloutState.ABORTED;
  }

  private static void act(Fleet fleet, RolloutId id, Act act) {
    try {
      switch (act) {
        case NOTHING -> {}
        case A_DAY_PASSES -> fleet.days(1);
        case PAUSE -> fleet.in(() -> fleet.rollouts.pause(id));
        case RESUME -> fleet.in(() -> fleet.rollouts.resume(id));
        case ABORT -> fleet.in(() -> fleet.rollouts.abort(id));
      }
    } catch (Conflict e) {
      // it was in another state: nothing changed
    }
  }

  private static void passAndCheck(Fleet fleet, RolloutId id, int first) {
    var before = fleet.now(id);
    var begun = Set.copyOf(fleet.patcher.done.keySet());
    fleet.pass(id);
    var after = fleet.now(id);
    if (before.state() != RolloutState.RUNNING) {
      assertThat(after.state()).isEqualTo(before.state());
      assertThat(fleet.patcher.done.keySet()).as("nothing begins").isEqualTo(begun);
    }
    var assets = fleet.assets(id);
    assertThat(assets).extracting(RolloutAsset::asset).as("no asset twice").doesNotHaveDuplicates();
    if (after.ringsOpen() > 1) {
      assertThat(assets.stream().filter(a -> a.ring() == 1))
          .as("a ring opens when the one before ended")
          .hasSize(first)
          .allMatch(a -> a.endedAt() != null);
    }
  }
}
