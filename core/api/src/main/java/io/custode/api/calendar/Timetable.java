// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The arithmetic of one calendar as it was when it was asked for; immutable, touches no database.
 *
 * <p>Durations are elapsed time: an hour that the clock skips does not count, one that it repeats
 * counts twice. Hours that begin in a skipped hour begin when it ends; what begins in a repeated
 * hour begins the first time, hours that end in one end the second time. Nothing farther than ten
 * years is looked for: what is not found within them does not exist.
 *
 * @throws io.custode.api.error.Invalid by all methods, if a time is before 1970 or after 2199
 */
@ProviderType
public interface Timetable {
  ZoneId zone();

  boolean isOpen(Instant at);

  /**
   * @return the first instant from {@code at} on at which it is open, {@code at} itself if it is;
   *     empty if it never opens
   */
  Optional<Instant> nextOpen(Instant at);

  /**
   * @return the first instant from {@code at} on at which it is closed, {@code at} itself if it is;
   *     empty if it never closes
   */
  Optional<Instant> nextClose(Instant at);

  /**
   * When that much working time has passed: a deadline. It may be the very instant of closing.
   *
   * @param working not negative; none gives {@code from} back, open or not
   * @throws io.custode.api.error.Conflict {@code never-open} if the calendar does not have that
   *     much working time within ten years
   */
  Instant add(Instant from, Duration working);

  /**
   * @return the working time from the one to the other
   * @throws io.custode.api.error.Invalid if {@code to} is before {@code from}, or more than ten
   *     years after it
   */
  Duration workingTime(Instant from, Instant to);

  /**
   * @return whether machines may be touched: in a maintenance window and not in a freeze
   */
  boolean inWindow(Instant at);

  /**
   * @return the window that is open at that time, or else the next one, without what a freeze takes
   *     of it; overlapping windows are one; empty if there is none
   */
  Optional<Span> nextWindow(Instant at);

  /**
   * @return whether a freeze forbids changes
   */
  boolean isFrozen(Instant at);

  /**
   * @param date in the calendar's zone
   */
  DayPlan day(LocalDate date);
}
