// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.asset.AssetId;
import io.custode.api.calendar.CalendarId;
import io.custode.api.calendar.CalendarRules;
import io.custode.api.calendar.MaintenanceWindow;
import io.custode.api.calendar.NewCalendar;
import io.custode.api.error.Conflict;
import io.custode.api.rollout.RolloutAsset;
import io.custode.api.rollout.RolloutId;
import io.custode.api.rollout.RolloutState;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** Whatever people and crashes do to a rollout, it does no harm twice, and comes to an end. */
class RolloutPropertyTest {
  /** Their own: what so many rollouts tell would bury what other tests look for. */
  private static final Map<TestDatabases, Platform> PLATFORMS = new EnumMap<>(TestDatabases.class);

  private static final LocalTime MORNING = LocalTime.of(8, 0);

  /** Where a run takes place, and with what. */
  record Setting(
      TestDatabases database,
      int first,
      int left,
      Set<Integer> failing,
      Set<Integer> crashes,
      int maxFailed,
      int minObserved,
      boolean inWindows) {}

  /** What happens between passes. */
  enum Act {
    NOTHING,
    A_DAY_PASSES,
    HALF_A_DAY_PASSES,
    GATE_SHUTS,
    GATE_OPENS,
    PAUSE,
    RESUME,
    ABORT
  }

  @Provide
  Arbitrary<Act> acts() {
    return Arbitraries.frequency(
        Tuple.of(6, Act.NOTHING),
        Tuple.of(6, Act.A_DAY_PASSES),
        Tuple.of(3, Act.HALF_A_DAY_PASSES),
        Tuple.of(2, Act.GATE_SHUTS),
        Tuple.of(3, Act.GATE_OPENS),
        Tuple.of(2, Act.PAUSE),
        Tuple.of(3, Act.RESUME),
        Tuple.of(1, Act.ABORT));
  }

  private Arbitrary<Setting> settings(TestDatabases database) {
    var indices = Arbitraries.integers();
    return Combinators.combine(
            indices.between(1, 4),
            indices.between(0, 4),
            indices.between(0, 7).set().ofMaxSize(4),
            indices.between(0, 14).set().ofMaxSize(6),
            indices.between(0, 100),
            indices.between(1, 4),
            Arbitraries.of(true, false))
        .as(
            (first, left, failing, crashes, maxFailed, minObserved, inWindows) ->
                new Setting(
                    database, first, left, failing, crashes, maxFailed, minObserved, inWindows));
  }

  @Provide
  Arbitrary<Setting> onDerby() {
    return settings(TestDatabases.DERBY);
  }

  @Provide
  Arbitrary<Setting> onPostgresql() {
    return settings(TestDatabases.POSTGRESQL);
  }

  @Property(tries = 40)
  void itNeverDoesMoreThanItMay(
      @ForAll("onDerby") Setting setting, @ForAll @Size(max = 14) List<@From("acts") Act> acts) {
    play(setting, acts);
  }

  @Property(tries = 40)
  void norOnPostgresql(
      @ForAll("onPostgresql") Setting setting,
      @ForAll @Size(max = 14) List<@From("acts") Act> acts) {
    play(setting, acts);
  }

  private static void play(Setting setting, List<Act> acts) {
    var platform = PLATFORMS.computeIfAbsent(setting.database(), Platform::alone);
    int first = setting.first();
    var fleet = new Fleet(platform, setting.left(), first);
    var all = fleet.rings.stream().flatMap(List::stream).toList();
    setting.failing().stream()
        .filter(i -> i < all.size())
        .forEach(i -> fleet.patcher.failing.add(all.get(i)));
    fleet.patcher.crashes.addAll(setting.crashes());
    var calendar = setting.inWindows() ? mornings(fleet) : null;
    var id = fleet.begin(setting.maxFailed(), setting.minObserved(), calendar).id();
    for (var act : acts) {
      act(fleet, id, act);
      passAndCheck(fleet, id, first);
    }
    // nobody interferes any more, and those who look after it resume it: it ends
    fleet.gates.clear();
    if (!isMorning(fleet)) {
      act(fleet, id, Act.HALF_A_DAY_PASSES);
    }
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

  private static CalendarId mornings(Fleet fleet) {
    var windows =
        Stream.of(DayOfWeek.values())
            .map(day -> new MaintenanceWindow("M", day, null, MORNING, Duration.ofHours(4)))
            .toList();
    var rules =
        new CalendarRules(
            ZoneId.of("UTC"), List.of(), null, List.of(), List.of(), windows, List.of());
    var calendars = fleet.platform.calendars;
    return fleet.in(() -> calendars.create(new NewCalendar("Mornings", rules)).id());
  }

  private static boolean isMorning(Fleet fleet) {
    var time = LocalTime.ofInstant(fleet.clock.instant(), ZoneId.of("UTC"));
    return !time.isBefore(MORNING) && time.isBefore(MORNING.plusHours(4));
  }

  private static Set<AssetId> started(Fleet fleet, RolloutId id) {
    return fleet.assets(id).stream()
        .filter(a -> a.startedAt() != null)
        .map(RolloutAsset::asset)
        .collect(Collectors.toSet());
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
        case HALF_A_DAY_PASSES -> fleet.clock.forward(Duration.ofHours(12));
        case GATE_SHUTS -> fleet.gates.add(rollout -> Optional.of("Not now."));
        case GATE_OPENS -> fleet.gates.clear();
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
    var started = started(fleet, id);
    fleet.pass(id);
    var after = fleet.now(id);
    if (before.state() != RolloutState.RUNNING) {
      assertThat(after.state()).isEqualTo(before.state());
      assertThat(fleet.patcher.done.keySet()).as("nothing begins").isEqualTo(begun);
    }
    if (!fleet.gates.isEmpty()) {
      assertThat(after.ringsOpen()).as("a gate objects").isEqualTo(before.ringsOpen());
    }
    if (after.calendar() != null && !isMorning(fleet)) {
      assertThat(started(fleet, id)).as("no window is open").isEqualTo(started);
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
