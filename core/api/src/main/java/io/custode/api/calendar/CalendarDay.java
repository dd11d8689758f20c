// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A local day as it is to be drawn: when it is open, and when machines may be touched.
 *
 * @param open business hours; none: closed
 * @param windows maintenance windows, each as far as it is on that day; none while it is frozen
 */
public record CalendarDay(
    LocalDate date,
    @Doc("The holiday, feast or extra day that it is") @Nullable String reason,
    List<Span> open,
    @Doc("Maintenance windows, as far as they are on that day") List<Span> windows,
    @Doc("Whether nothing may be changed on that day") boolean frozen) {

  /** Most days that are asked for at once: six weeks and what is beside them. */
  public static final int MOST = 62;

  public CalendarDay {
    open = List.copyOf(open);
    windows = List.copyOf(windows);
  }

  /**
   * @param from the first day, in the calendar's zone
   * @param to the last day
   * @throws Invalid if {@code to} is before {@code from}, or these are more than {@link #MOST} days
   */
  public static List<CalendarDay> of(Timetable timetable, LocalDate from, LocalDate to) {
    if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MOST) {
      throw Invalid.field("to", "must be 'from' or later, " + MOST + " days at most");
    }
    return from.datesUntil(to.plusDays(1)).map(date -> of(timetable, date)).toList();
  }

  private static CalendarDay of(Timetable timetable, LocalDate date) {
    var plan = timetable.day(date);
    var begins = date.atStartOfDay(timetable.zone()).toInstant();
    var ends = date.plusDays(1).atStartOfDay(timetable.zone()).toInstant();
    return new CalendarDay(
        date,
        plan.reason(),
        plan.open(),
        windows(timetable, begins, ends),
        timetable.isFrozen(begins));
  }

  private static List<Span> windows(Timetable timetable, Instant begins, Instant ends) {
    var found = new ArrayList<Span>();
    var next = timetable.nextWindow(begins);
    while (next.isPresent() && next.get().from().isBefore(ends)) {
      var window = next.get();
      found.add(window.to().isAfter(ends) ? new Span(window.from(), ends) : window);
      next = window.to().isBefore(ends) ? timetable.nextWindow(window.to()) : Optional.empty();
    }
    return found;
  }
}
