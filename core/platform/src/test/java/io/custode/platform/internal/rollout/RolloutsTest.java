// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.calendar.CalendarRules;
import io.custode.api.calendar.MaintenanceWindow;
import io.custode.api.calendar.NewCalendar;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.rollout.NewRollout;
import io.custode.api.rollout.Ring;
import io.custode.api.rollout.RingProgress;
import io.custode.api.rollout.RolloutAssetQuery;
import io.custode.api.rollout.RolloutAssetState;
import io.custode.api.rollout.RolloutChanged;
import io.custode.api.rollout.RolloutId;
import io.custode.api.rollout.RolloutState;
import io.custode.api.rollout.RolloutStepInfo;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rings, days, windows, gates, and what is refused. */
class RolloutsTest {
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void itGoesRingByRingDayByDay(TestDatabases kind) {
    var fleet = new Fleet(new Platform(kind), 3, 1, 2);
    fleet.platform.deliverEverything();
    var id = fleet.begin(0, 1, null).id();
    fleet.pass(id);
    assertThat(fleet.patcher.done.keySet()).containsExactlyElementsOf(fleet.rings.get(0));
    fleet.pass(id);
    assertThat(fleet.now(id).ringsOpen()).isEqualTo(1);
    fleet.days(1);
    fleet.pass(id);
    assertThat(fleet.patcher.done).hasSize(3).containsKeys(fleet.rings.get(1).get(0));
    fleet.days(1);
    fleet.pass(id);
    fleet.pass(id);
    assertThat(fleet.now(id).state()).isEqualTo(RolloutState.DONE);
    assertThat(fleet.now(id).endedAt()).isEqualTo(fleet.clock.instant());
    assertThat(fleet.assets(id)).hasSize(6).allMatch(a -> a.state() == RolloutAssetState.SUCCEEDED);
    assertThat(
            fleet
                .platform
                .as(
                    fleet.platform.doors.system("test"),
                    () -> fleet.platform.database.outbox().due(500))
                .stream()
                .filter(e -> e.payload().contains(id.value()))
                .map(Outbox.Entry::type))
        .contains(RolloutChanged.class.getName());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void tooManyFailuresHaltItUntilSomebodyDecides(TestDatabases kind) {
    var fleet = new Fleet(new Platform(kind), 1, 10);
    fleet.patcher.failing.addAll(fleet.rings.get(0));
    var id = fleet.begin(20, 3, null).id();
    fleet.pass(id);
    assertThat(fleet.now(id).state()).isEqualTo(RolloutState.HALTED);
    assertThat(fleet.now(id).reason()).isEqualTo("3 of 3 failed.");
    assertThat(fleet.patcher.done).as("the rest was spared").hasSize(3);
    fleet.days(30);
    fleet.pass(id);
    assertThat(fleet.patcher.done).hasSize(3);
    fleet.patcher.failing.clear();
    fleet.in(() -> fleet.rollouts.resume(id));
    fleet.pass(id);
    fleet.pass(id);
    fleet.pass(id);
    assertThat(fleet.now(id).state()).isEqualTo(RolloutState.DONE);
    assertThat(fleet.count(id, RolloutAssetState.FAILED)).isEqualTo(3);
    assertThat(fleet.count(id, RolloutAssetState.SUCCEEDED)).isEqualTo(8);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void itTellsHowFarItsRingsAre(TestDatabases kind) {
    var fleet = new Fleet(new Platform(kind), 1, 2, 2);
    fleet.patcher.failing.add(fleet.rings.get(1).get(0));
    var id = fleet.begin(100, 1, null).id();
    fleet.pass(id);
    fleet.days(1);
    fleet.pass(id);
    var expected =
        List.of(new RingProgress(id, 1, 0, 0, 2, 0, 0), new RingProgress(id, 2, 0, 0, 1, 1, 0));
    assertThat(fleet.in(() -> fleet.rollouts.progress(List.of(id)))).isEqualTo(expected);
    assertThat(
            fleet.platform.as(
                fleet.platform.boss, () -> fleet.rollouts.progress(List.of(id, RolloutId.next()))))
        .isEqualTo(expected);
    assertThat(
            fleet.platform.as(
                Platform.technician("stranger", "*"), () -> fleet.rollouts.progress(List.of(id))))
        .isEmpty();
    var failed = new RolloutAssetQuery(2, RolloutAssetState.FAILED);
    assertThat(fleet.in(() -> fleet.rollouts.assets(id, failed, PageRequest.first(10)).items()))
        .singleElement()
        .satisfies(a -> assertThat(a.asset()).isEqualTo(fleet.rings.get(1).get(0)));
    assertThatThrownBy(() -> fleet.in(() -> fleet.rollouts.progress(Collections.nCopies(51, id))))
        .isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void itWaitsForAStepThatWentAwayAndSaysSo(TestDatabases kind) {
    var fleet = new Fleet(new Platform(kind), 1, 2);
    var id = fleet.begin(0, 1, null).id();
    fleet.pass(id);
    fleet.steps.clear();
    fleet.restart();
    fleet.days(1);
    fleet.pass(id);
    fleet.pass(id);
    assertThat(fleet.now(id).reason()).isEqualTo("The step patching.set is not there.");
    assertThat(fleet.now(id).state()).isEqualTo(RolloutState.RUNNING);
    assertThat(fleet.count(id, RolloutAssetState.WAITING)).isEqualTo(1);
    assertThat(fleet.in(() -> fleet.rollouts.steps())).isEmpty();
    fleet.steps.add(fleet.patcher);
    fleet.restart();
    fleet.pass(id);
    fleet.pass(id);
    assertThat(fleet.now(id).state()).isEqualTo(RolloutState.DONE);
    assertThat(fleet.now(id).reason()).isNull();
    assertThat(fleet.in(() -> fleet.rollouts.steps()))
        .containsExactly(new RolloutStepInfo("patching.set", "patching.set"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aGateThatObjectsHoldsTheNextRing(TestDatabases kind) {
    var fleet = new Fleet(new Platform(kind), 1, 1);
    var objections = new ArrayList<>(List.of("Two machines are slow."));
    fleet.gates.add(
        rollout -> rollout.ringsOpen() == 0 ? Optional.empty() : objections.stream().findFirst());
    var id = fleet.begin(0, 1, null).id();
    fleet.pass(id);
    fleet.days(2);
    fleet.pass(id);
    assertThat(fleet.now(id).reason()).isEqualTo("Two machines are slow.");
    assertThat(fleet.patcher.done).hasSize(1);
    objections.clear();
    fleet.pass(id);
    assertThat(fleet.patcher.done).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void assetsBeginInAWindowOnly(TestDatabases kind) {
    var fleet = new Fleet(new Platform(kind), 2);
    var window =
        new MaintenanceWindow(
            "Night", DayOfWeek.TUESDAY, null, LocalTime.of(22, 0), Duration.ofHours(2));
    var rules =
        new CalendarRules(
            ZoneId.of("UTC"), List.of(), null, List.of(), List.of(), List.of(window), List.of());
    var calendar =
        fleet.in(() -> fleet.platform.calendars.create(new NewCalendar("Nights", rules)).id());
    var id = fleet.begin(0, 1, calendar).id();
    fleet.pass(id);
    assertThat(fleet.patcher.done).isEmpty();
    assertThat(fleet.count(id, RolloutAssetState.WAITING)).isEqualTo(2);
    fleet.clock.forward(Duration.ofHours(12));
    fleet.pass(id);
    assertThat(fleet.patcher.done).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatIsAbortedSkipsTheRestAndOthersSeeNothing(TestDatabases kind) {
    var fleet = new Fleet(new Platform(kind), 3);
    fleet.patcher.crashes.add(1);
    var id = fleet.begin(0, 1, null).id();
    fleet.pass(id);
    fleet.in(() -> fleet.rollouts.abort(id));
    fleet.pass(id);
    assertThat(fleet.patcher.done).hasSize(2);
    assertThat(fleet.count(id, RolloutAssetState.SKIPPED)).isEqualTo(1);
    assertThatThrownBy(() -> fleet.in(() -> fleet.rollouts.resume(id)))
        .isInstanceOf(Conflict.class);
    var other = fleet.platform.tenant("Other");
    assertThat(fleet.platform.in(other, () -> fleet.rollouts.get(id))).isEmpty();
    assertThatThrownBy(() -> fleet.platform.in(other, () -> fleet.rollouts.pause(id)))
        .isInstanceOf(NotFound.class);
    assertThat(fleet.platform.as(fleet.platform.boss, () -> fleet.rollouts.get(id))).isPresent();
    assertThat(
            fleet.platform.as(Platform.technician("stranger", "*"), () -> fleet.rollouts.get(id)))
        .isEmpty();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    var rings = List.of(new Ring(null, 3), new Ring(null, 1));
    assertThatThrownBy(
            () -> RolloutCheck.check(new NewRollout("x", "x", Json.EMPTY, rings, null, 101, 0)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("step must be")
        .hasMessageContaining("not less than the ring before")
        .hasMessageContaining("required but for the last")
        .hasMessageContaining("0 to 100")
        .hasMessageContaining("1 to 1000");
  }
}
