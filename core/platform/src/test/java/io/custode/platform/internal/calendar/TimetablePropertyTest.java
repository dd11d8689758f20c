// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.calendar.CalendarRules;
import io.custode.api.calendar.ExtraDay;
import io.custode.api.calendar.Freeze;
import io.custode.api.calendar.HolidayRegion;
import io.custode.api.calendar.MaintenanceWindow;
import io.custode.api.calendar.OpenHours;
import io.custode.api.calendar.Span;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for all calendars at all times; the zones are those with the oddest clocks. */
class TimetablePropertyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Days on which some of the zones put their clocks. */
  private static final List<String> CHANGES =
      List.of(
          "2026-02-15",
          "2026-03-08",
          "2026-03-22",
          "2026-03-29",
          "2026-04-05",
          "2026-10-04",
          "2026-10-25",
          "2026-11-01");

  /** Half of them near a change. */
  @Provide
  Arbitrary<Instant> instants() {
    var any =
        Arbitraries.longs().between(0, 60L * 24 * 365 * 2).map(m -> START.plusSeconds(60 * m));
    var near =
        Combinators.combine(Arbitraries.of(CHANGES), Arbitraries.integers().between(-2880, 2880))
            .as((day, m) -> Instant.parse(day + "T03:00:00Z").plusSeconds(60L * m));
    return Arbitraries.oneOf(any, near);
  }

  @Provide
  Arbitrary<CalendarRules> rules() {
    var zone =
        Arbitraries.of(
                "Europe/Rome",
                "America/New_York",
                "America/Havana",
                "Australia/Lord_Howe",
                "Atlantic/Azores",
                "Africa/Casablanca",
                "Asia/Kathmandu",
                "Pacific/Apia",
                "UTC")
            .map(ZoneId::of);
    var times = Arbitraries.integers().between(0, 96);
    var open =
        Combinators.combine(Arbitraries.of(DayOfWeek.class), times, times)
            .as(TimetablePropertyTest::hours)
            .list()
            .ofMaxSize(12)
            .map(TimetablePropertyTest::apart);
    var dates = Arbitraries.integers().between(0, 730).map(LocalDate.of(2026, 1, 1)::plusDays);
    var extra =
        dates
            .set()
            .ofMaxSize(5)
            .map(
                set ->
                    set.stream()
                        .map(
                            d ->
                                new ExtraDay(
                                    d,
                                    "extra",
                                    d.getDayOfMonth() % 2 == 0
                                        ? List.of()
                                        : List.of(
                                            new ExtraDay.Hours(
                                                LocalTime.of(1, 30), LocalTime.of(3, 0)))))
                        .toList());
    var windows =
        Combinators.combine(
                Arbitraries.of(DayOfWeek.class),
                Arbitraries.of(1, 2, 3, 4, -1).injectNull(0.6),
                times.map(t -> LocalTime.of(t % 24, 0)),
                Arbitraries.integers().between(1, 72).map(Duration::ofHours))
            .as((day, week, from, length) -> new MaintenanceWindow("w", day, week, from, length))
            .list()
            .ofMaxSize(4);
    var freezes =
        Combinators.combine(dates, Arbitraries.integers().between(0, 20))
            .as((from, days) -> new Freeze("f", from, from.plusDays(days)))
            .list()
            .ofMaxSize(4);
    var holidays = Arbitraries.of(new HolidayRegion("IT", null)).injectNull(0.5);
    return Combinators.combine(zone, open, holidays, extra, windows, freezes)
        .as((z, o, h, e, w, f) -> new CalendarRules(z, o, h, List.of(), e, w, f));
  }

  private static OpenHours hours(DayOfWeek day, int a, int b) {
    int from = Math.min(Math.min(a, b), 95);
    int to = Math.max(Math.max(a, b), from + 1);
    return new OpenHours(
        day, LocalTime.MIDNIGHT.plusMinutes(15L * from), LocalTime.MIDNIGHT.plusMinutes(15L * to));
  }

  /** Leaves out what overlaps, which a calendar may not have. */
  private static List<OpenHours> apart(List<OpenHours> all) {
    var kept = new ArrayList<OpenHours>();
    for (var h : all) {
      kept.add(h);
      try {
        RuleCheck.check(new CalendarRules(ZoneId.of("UTC"), kept, null, null, null, null, null));
      } catch (Invalid e) {
        kept.remove(h);
      }
    }
    return kept;
  }

  @Property(tries = 500)
  void whereTheClockIsNeverPutItIsOpenWhenTheClockSaysSo(
      @ForAll("rules") CalendarRules rules, @ForAll("instants") Instant at) {
    var timetable = new RuleTimetable(rules);
    var local = at.atZone(rules.zone()).toLocalDateTime();
    boolean clock =
        timetable.day(local.toLocalDate()).reason() == null
            ? rules.hours().stream()
                .filter(h -> h.day() == local.getDayOfWeek())
                .anyMatch(h -> within(local.toLocalTime(), h.from(), h.to()))
            : rules.extraDays().stream()
                .filter(d -> d.date().equals(local.toLocalDate()))
                .flatMap(d -> d.hours().stream())
                .anyMatch(h -> within(local.toLocalTime(), h.from(), h.to()));
    var near = rules.zone().getRules().nextTransition(at.minus(Duration.ofHours(30)));
    boolean ordinary = near == null || near.getInstant().isAfter(at.plus(Duration.ofHours(30)));
    // near a change it may be open although the clock says no, never the other way round
    assertThat(timetable.isOpen(at)).isIn(clock, clock || !ordinary);
  }

  private static boolean within(LocalTime at, LocalTime from, LocalTime to) {
    return !at.isBefore(from) && (to.equals(LocalTime.MIDNIGHT) || at.isBefore(to));
  }

  @Property(tries = 300)
  void workingTimeIsTheMinutesThatAreOpen(
      @ForAll("rules") CalendarRules rules,
      @ForAll("instants") Instant from,
      @ForAll @IntRange(max = 4000) int minutes) {
    var timetable = new RuleTimetable(rules);
    long open = 0;
    for (int i = 0; i < minutes; i++) {
      open += timetable.isOpen(from.plusSeconds(60L * i)) ? 1 : 0;
    }
    assertThat(timetable.workingTime(from, from.plusSeconds(60L * minutes)))
        .isEqualTo(Duration.ofMinutes(open));
  }

  @Property(tries = 500)
  void workingTimeAddsUp(
      @ForAll("rules") CalendarRules rules,
      @ForAll("instants") Instant a,
      @ForAll @IntRange(max = 90000) int ab,
      @ForAll @IntRange(max = 90000) int bc) {
    var timetable = new RuleTimetable(rules);
    var b = a.plusSeconds(60L * ab);
    var c = b.plusSeconds(60L * bc);
    assertThat(timetable.workingTime(a, b).plus(timetable.workingTime(b, c)))
        .isEqualTo(timetable.workingTime(a, c));
  }

  @Property(tries = 500)
  void whatIsAddedIsWorkingTimeAndNoMomentLater(
      @ForAll("rules") CalendarRules rules,
      @ForAll("instants") Instant from,
      @ForAll @IntRange(min = 1, max = 20000) int minutes) {
    var timetable = new RuleTimetable(rules);
    var working = Duration.ofMinutes(minutes);
    Instant end;
    try {
      end = timetable.add(from, working);
    } catch (Conflict e) {
      assertThat(e.name()).isEqualTo("never-open");
      assertThat(timetable.workingTime(from, from.plus(Duration.ofDays(3600)))).isLessThan(working);
      return;
    }
    Assume.that(Duration.between(from, end).toDays() < 3600);
    assertThat(timetable.workingTime(from, end)).isEqualTo(working);
    assertThat(timetable.workingTime(from, end.minusSeconds(1))).isLessThan(working);
  }

  @Property(tries = 500)
  void untilItOpensThereIsNoWorkAndUntilItClosesNothingElse(
      @ForAll("rules") CalendarRules rules, @ForAll("instants") Instant at) {
    var timetable = new RuleTimetable(rules);
    var opens = timetable.nextOpen(at);
    if (opens.isEmpty()) {
      assertThat(timetable.workingTime(at, at.plus(Duration.ofDays(3650)))).isZero();
      assertThat(timetable.nextClose(at)).contains(at);
      return;
    }
    var open = opens.get();
    assertThat(timetable.isOpen(open)).isTrue();
    assertThat(timetable.workingTime(at, open)).isZero();
    Optional<Instant> closes = timetable.nextClose(open);
    closes.ifPresent(
        close -> {
          assertThat(timetable.isOpen(close)).isFalse();
          assertThat(timetable.workingTime(open, close)).isEqualTo(Duration.between(open, close));
        });
  }

  @Property(tries = 500)
  void theNextWindowIsOneAndNothingBeforeItIs(
      @ForAll("rules") CalendarRules rules, @ForAll("instants") Instant at) {
    var timetable = new RuleTimetable(rules);
    var next = timetable.nextWindow(at).orElse(new Span(at.plus(Duration.ofDays(90)), at));
    for (var t = at; t.isBefore(next.from()); t = t.plus(Duration.ofMinutes(30))) {
      assertThat(timetable.inWindow(t)).isFalse();
    }
    var end = next.to().isAfter(at.plus(Duration.ofDays(60))) ? at : next.to();
    for (var t = next.from(); t.isBefore(end); t = t.plus(Duration.ofMinutes(15))) {
      assertThat(timetable.inWindow(t)).isTrue();
      assertThat(timetable.isFrozen(t)).isFalse();
    }
    if (end.isAfter(at)) {
      assertThat(timetable.inWindow(next.to())).isFalse();
    }
  }
}
