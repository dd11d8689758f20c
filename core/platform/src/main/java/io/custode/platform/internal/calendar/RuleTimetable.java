// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.calendar.CalendarRules;
import io.custode.api.calendar.DayPlan;
import io.custode.api.calendar.ExtraDay;
import io.custode.api.calendar.ExtraDay.Hours;
import io.custode.api.calendar.Feast;
import io.custode.api.calendar.HolidayRegion;
import io.custode.api.calendar.OpenHours;
import io.custode.api.calendar.Span;
import io.custode.api.calendar.Timetable;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rules read day by day. Each walk goes forward over local days, so that it ends whatever the rules
 * say, and begins one early, since a clock put back at midnight shows the day before again.
 */
final class RuleTimetable implements Timetable {
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");
  private static final String RANGE = "must be from 1970 to 2199";
  private static final int DAYS = 3660;

  private final LocalClock clock;
  private final Map<DayOfWeek, List<Hours>> week;
  private final Map<LocalDate, ExtraDay> extraDays;
  private final Map<MonthDay, String> feasts;
  private final @Nullable HolidayRegion holidays;
  private final Windows windows;

  RuleTimetable(CalendarRules rules) {
    clock = new LocalClock(rules.zone());
    week =
        rules.hours().stream()
            .collect(
                Collectors.groupingBy(
                    OpenHours::day,
                    Collectors.mapping(h -> new Hours(h.from(), h.to()), Collectors.toList())));
    extraDays =
        rules.extraDays().stream().collect(Collectors.toMap(ExtraDay::date, Function.identity()));
    feasts = rules.feasts().stream().collect(Collectors.toMap(Feast::date, Feast::name));
    holidays = rules.holidays();
    windows = new Windows(clock, rules.windows(), rules.freezes());
  }

  @Override
  public ZoneId zone() {
    return clock.zone();
  }

  @Override
  public DayPlan day(LocalDate date) {
    if (isOutside(date)) {
      throw Invalid.field("date", RANGE);
    }
    var extra = extraDays.get(date);
    if (extra != null) {
      return new DayPlan(date, extra.name(), spans(date, extra.hours()));
    }
    var feast = feasts.get(MonthDay.from(date));
    if (feast == null && holidays != null) {
      feast = PublicHolidays.name(holidays, date);
    }
    return new DayPlan(
        date,
        feast,
        feast != null ? List.of() : spans(date, week.getOrDefault(date.getDayOfWeek(), List.of())));
  }

  private List<Span> spans(LocalDate date, Collection<Hours> hours) {
    return hours.stream()
        .map(h -> clock.between(date, h.from(), h.to()))
        .filter(span -> span.from().isBefore(span.to()))
        .sorted(Comparator.comparing(Span::from))
        .toList();
  }

  @Override
  public boolean isOpen(Instant at) {
    var date = clock.date(checked("at", at));
    return date.minusDays(1)
        .datesUntil(date.plusDays(2))
        .flatMap(day -> plan(day).stream())
        .anyMatch(span -> span.contains(at));
  }

  /** Without the check: a walk may go on past the last day that may be asked for. */
  private List<Span> plan(LocalDate date) {
    return isOutside(date) ? List.of() : day(date).open();
  }

  /** A year more than instants have, since it is another day elsewhere. */
  private static boolean isOutside(LocalDate date) {
    return date.getYear() < 1969 || date.getYear() > 2200;
  }

  @Override
  public Optional<Instant> nextOpen(Instant at) {
    var walk = new Walk(at);
    while (walk.hasNext()) {
      for (var span : walk.next()) {
        if (span.to().isAfter(at)) {
          return Optional.of(later(span.from(), at));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Instant> nextClose(Instant at) {
    var walk = new Walk(at);
    var open = at;
    while (walk.hasNext()) {
      for (var span : walk.next()) {
        if (span.from().isAfter(open)) {
          return Optional.of(open);
        }
        open = later(open, span.to());
      }
      if (walk.nextDayBegins().isAfter(open)) {
        return Optional.of(open);
      }
    }
    return Optional.empty();
  }

  @Override
  public Instant add(Instant from, Duration working) {
    if (working.isNegative()) {
      throw Invalid.field("add", "must not be negative");
    }
    var walk = new Walk(from);
    var counted = from;
    var left = working;
    while (!left.isZero() && walk.hasNext()) {
      for (var span : walk.next()) {
        var begin = later(counted, span.from());
        if (span.to().isAfter(begin)) {
          var here = Duration.between(begin, span.to());
          if (here.compareTo(left) >= 0) {
            return begin.plus(left);
          }
          left = left.minus(here);
          counted = span.to();
        }
      }
    }
    if (left.isZero()) {
      return from;
    }
    throw new Conflict(
        "never-open",
        "The calendar does not have that much working time within ten years; nothing was changed.",
        "Give it business hours, or take another calendar.");
  }

  @Override
  public Duration workingTime(Instant from, Instant to) {
    checked("to", to);
    if (to.isBefore(from) || to.isAfter(from.plus(DAYS, ChronoUnit.DAYS))) {
      throw Invalid.field("to", "must not be before the beginning, nor ten years after it");
    }
    var walk = new Walk(from);
    var counted = from;
    var sum = Duration.ZERO;
    while (walk.hasNext() && !walk.nextDayBegins().isAfter(to)) {
      for (var span : walk.next()) {
        var begin = later(counted, span.from());
        var end = span.to().isBefore(to) ? span.to() : to;
        if (end.isAfter(begin)) {
          sum = sum.plus(Duration.between(begin, end));
          counted = end;
        }
      }
    }
    return sum;
  }

  @Override
  public boolean inWindow(Instant at) {
    return windows.contains(checked("at", at));
  }

  @Override
  public Optional<Span> nextWindow(Instant at) {
    return windows.next(checked("at", at), at.plus(DAYS, ChronoUnit.DAYS));
  }

  @Override
  public boolean isFrozen(Instant at) {
    return windows.isFrozen(checked("at", at));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant checked(String field, Instant at) {
    if (at.isBefore(FIRST) || !at.isBefore(LAST)) {
      throw Invalid.field(field, RANGE);
    }
    return at;
  }

  /** The days from an instant on, ten years of them. */
  private final class Walk {
    private LocalDate day;
    private final LocalDate end;

    Walk(Instant from) {
      var date = clock.date(checked("at", from));
      day = date.minusDays(1);
      end = date.plusDays(DAYS + 1L);
    }

    boolean hasNext() {
      return day.isBefore(end);
    }

    List<Span> next() {
      var spans = plan(day);
      day = day.plusDays(1);
      return spans;
    }

    Instant nextDayBegins() {
      return clock.begins(day.atStartOfDay());
    }
  }
}
