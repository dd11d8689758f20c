// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.command.Doc;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One day that is unlike its kind.
 *
 * @param hours what is open on that day; none: closed
 */
public record ExtraDay(
    LocalDate date,
    @Doc("Why") String name,
    @Doc("Open hours of that day; none: closed") List<Hours> hours) {
  public ExtraDay {
    hours = orEmpty(hours);
  }

  private static List<Hours> orEmpty(@Nullable List<Hours> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * Hours of that day.
   *
   * @param to after {@code from}, or 00:00 for the end of that day
   */
  public record Hours(LocalTime from, LocalTime to) {}
}
