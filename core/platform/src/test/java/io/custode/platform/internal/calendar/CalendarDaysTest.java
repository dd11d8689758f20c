// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.calendar.CalendarDay;
import io.custode.api.calendar.CalendarRules;
import io.custode.api.calendar.Feast;
import io.custode.api.calendar.Freeze;
import io.custode.api.calendar.MaintenanceWindow;
import io.custode.api.calendar.OpenHours;
import io.custode.api.calendar.Span;
import io.custode.api.error.Invalid;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How days are drawn. */
class CalendarDaysTest {
  private static final LocalTime NINE = LocalTime.of(9, 0);
  private static final LocalTime NOON = LocalTime.of(12, 0);

  private final RuleTimetable timetable =
      new RuleTimetable(
          new CalendarRules(
              ZoneId.of("Europe/Rome"),
              List.of(new OpenHours(DayOfWeek.MONDAY, NINE, NOON)),
              null,
              List.of(new Feast(MonthDay.of(12, 7), "Sant'Ambrogio")),
              List.of(),
              List.of(
                  new MaintenanceWindow(
                      "Nights",
                      DayOfWeek.SATURDAY,
                      null,
                      LocalTime.of(20, 0),
                      Duration.ofHours(12)),
                  new MaintenanceWindow("Noon", DayOfWeek.SUNDAY, null, NOON, Duration.ofHours(1))),
              List.of(new Freeze("Fair", LocalDate.of(2026, 12, 20), LocalDate.of(2026, 12, 20)))));

  private List<CalendarDay> days(String from, String to) {
    return CalendarDay.of(timetable, LocalDate.parse(from), LocalDate.parse(to));
  }

  private static Span span(String from, String to) {
    return new Span(OffsetDateTime.parse(from).toInstant(), OffsetDateTime.parse(to).toInstant());
  }

  @Test
  void eachDaySaysWhenItIsOpenAndWhyItIsNot() {
    var days = days("2026-11-30", "2026-12-07");
    assertThat(days).hasSize(8);
    assertThat(days.get(0).open())
        .containsExactly(span("2026-11-30T09:00+01:00", "2026-11-30T12:00+01:00"));
    assertThat(days.get(7).open()).isEmpty();
    assertThat(days.get(7).reason()).isEqualTo("Sant'Ambrogio");
  }

  @Test
  void aWindowOverMidnightIsOnBothDaysAndTheClockIsPutForwardInIt() {
    var days = days("2026-03-28", "2026-03-29");
    assertThat(days.get(0).windows())
        .containsExactly(span("2026-03-28T20:00+01:00", "2026-03-29T00:00+01:00"));
    // twelve hours of elapsed time end an hour later by the clock
    assertThat(days.get(1).windows())
        .containsExactly(
            span("2026-03-29T00:00+01:00", "2026-03-29T09:00+02:00"),
            span("2026-03-29T12:00+02:00", "2026-03-29T13:00+02:00"));
  }

  @Test
  void aFrozenDayHasNoWindows() {
    var days = days("2026-12-19", "2026-12-20");
    assertThat(days).extracting(CalendarDay::frozen).containsExactly(false, true);
    assertThat(days.get(0).windows())
        .containsExactly(span("2026-12-19T20:00+01:00", "2026-12-20T00:00+01:00"));
    assertThat(days.get(1).windows()).isEmpty();
  }

  @Test
  void noMoreThanTwoMonthsAreDrawnAtOnce() {
    assertThat(days("2026-01-01", "2026-03-03")).hasSize(CalendarDay.MOST);
    assertThatThrownBy(() -> days("2026-01-01", "2026-03-04")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> days("2026-01-02", "2026-01-01")).isInstanceOf(Invalid.class);
  }
}
