// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.calendar.Freeze;
import io.custode.api.calendar.MaintenanceWindow;
import io.custode.api.calendar.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Maintenance windows of a calendar, less its freezes. */
final class Windows {
  /** A window lasts three days at most; one day more for clocks that go back at midnight. */
  private static final int DAYS_BACK = 4;

  private final LocalClock clock;
  private final List<MaintenanceWindow> windows;
  private final List<Span> freezes;

  Windows(LocalClock clock, List<MaintenanceWindow> windows, List<Freeze> freezes) {
    this.clock = clock;
    this.windows = windows;
    this.freezes =
        freezes.stream()
            .map(f -> clock.days(f.from(), f.to()))
            .sorted(Comparator.comparing(Span::from))
            .toList();
  }

  boolean isFrozen(Instant at) {
    return freezes.stream().anyMatch(freeze -> freeze.contains(at));
  }

  boolean contains(Instant at) {
    var date = clock.date(at);
    return !isFrozen(at)
        && date.minusDays(DAYS_BACK)
            .datesUntil(date.plusDays(2))
            .flatMap(this::of)
            .anyMatch(span -> span.contains(at));
  }

  /**
   * The first time from {@code at} on that is in a window and in no freeze.
   *
   * @param horizon where looking ends
   */
  Optional<Span> next(Instant at, Instant horizon) {
    if (windows.isEmpty()) {
      return Optional.empty();
    }
    Instant from = null;
    Instant to = at;
    var last = clock.date(horizon);
    for (var day = clock.date(at).minusDays(DAYS_BACK); !day.isAfter(last); day = day.plusDays(1)) {
      for (var span : of(day).sorted(Comparator.comparing(Span::from)).toList()) {
        var begin = thawed(later(span.from(), from == null ? at : to));
        if (from != null && begin.isAfter(to)) {
          return Optional.of(new Span(from, to));
        }
        var end = frozen(begin, span.to());
        if (end.isAfter(begin)) {
          from = from == null ? begin : from;
          to = end;
        }
      }
      if (from != null && clock.begins(day.plusDays(1).atStartOfDay()).isAfter(to)) {
        return Optional.of(new Span(from, to));
      }
    }
    return from == null ? Optional.empty() : Optional.of(new Span(from, to));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /**
   * @return that instant, or the end of the freezes that it is in
   */
  private Instant thawed(Instant at) {
    var free = at;
    for (var freeze : freezes) {
      free = freeze.contains(free) ? freeze.to() : free;
    }
    return free;
  }

  /**
   * @return the end, or where a freeze cuts it off
   */
  private Instant frozen(Instant begin, Instant end) {
    return freezes.stream()
        .map(Span::from)
        .filter(from -> !from.isBefore(begin) && from.isBefore(end))
        .findFirst()
        .orElse(end);
  }

  private Stream<Span> of(LocalDate date) {
    return windows.stream()
        .filter(window -> isOn(window, date))
        .map(
            window -> {
              var begin = clock.begins(date.atTime(window.from()));
              return new Span(begin, begin.plus(window.length()));
            });
  }

  private static boolean isOn(MaintenanceWindow window, LocalDate date) {
    var week = window.week();
    return date.getDayOfWeek() == window.day()
        && (week == null
            || date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(week, window.day()))));
  }
}
