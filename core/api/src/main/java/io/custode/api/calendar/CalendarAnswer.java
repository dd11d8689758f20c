// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.command.Doc;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a calendar says of an instant. What is null does not exist, or was not asked for. */
public record CalendarAnswer(
    Instant at,
    @Doc("The same in the calendar's zone") String local,
    boolean open,
    @Doc("When it is open, from then on") @Nullable Instant nextOpen,
    @Doc("When it is closed, from then on") @Nullable Instant nextClose,
    boolean frozen,
    @Doc("Whether machines may be touched") boolean inWindow,
    @Doc("The maintenance window then, or the next") @Nullable Span window,
    @Doc("That local day") DayPlan day,
    @Doc("When the working time asked for has passed") @Nullable Instant deadline,
    @Doc("Working time to the end asked for") @Nullable Duration workingTime) {

  /**
   * Asks everything at once.
   *
   * @param add working time to add, or null
   * @param until to where working time is counted, or null
   * @throws io.custode.api.error.Problem as {@link Timetable} does
   */
  public static CalendarAnswer of(
      Timetable timetable, Instant at, @Nullable Duration add, @Nullable Instant until) {
    var local = at.atZone(timetable.zone());
    return new CalendarAnswer(
        at,
        local.toString(),
        timetable.isOpen(at),
        timetable.nextOpen(at).orElse(null),
        timetable.nextClose(at).orElse(null),
        timetable.isFrozen(at),
        timetable.inWindow(at),
        timetable.nextWindow(at).orElse(null),
        timetable.day(local.toLocalDate()),
        add == null ? null : timetable.add(at, add),
        until == null ? null : timetable.workingTime(at, until));
  }
}
