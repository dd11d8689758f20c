// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.command.Doc;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a calendar says, in the local time of its zone. An absent list is an empty one. A day is
 * closed if it is a public holiday or a feast; an extra day overrides both, and the week.
 *
 * @param hours the week; several of one day leave a break between them; at most 100
 * @param feasts the same date every year: a patron saint, the founder's birthday; at most 100
 * @param extraDays at most 400
 * @param windows at most 50
 * @param freezes at most 100
 */
public record CalendarRules(
    @Doc("Time zone, Europe/Rome") ZoneId zone,
    @Doc("Business hours of the week") List<OpenHours> hours,
    @Doc("Whose public holidays close it") @Nullable HolidayRegion holidays,
    @Doc("Own days off of every year, such as the patron saint's") List<Feast> feasts,
    @Doc("Single days that are closed, or open at other hours") List<ExtraDay> extraDays,
    @Doc("When machines may be touched") List<MaintenanceWindow> windows,
    @Doc("When nothing may be changed, windows or not") List<Freeze> freezes) {
  public CalendarRules {
    hours = orEmpty(hours);
    feasts = orEmpty(feasts);
    extraDays = orEmpty(extraDays);
    windows = orEmpty(windows);
    freezes = orEmpty(freezes);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
