// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.custode.api.calendar.HolidayRegion;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Public holidays as Jollyday knows them, by their English names. */
final class PublicHolidays {
  /** A year of a region is a kilobyte. */
  private static final int MOST = 2000;

  private record Asked(HolidayRegion region, int year) {}

  private static final Map<Asked, Map<LocalDate, String>> KNOWN = new ConcurrentHashMap<>();

  private PublicHolidays() {}

  /**
   * @return what is wrong with it, or null
   */
  static @Nullable String fault(HolidayRegion region) {
    return withOwnLoader(
        () -> {
          var country = country(region);
          if (!HolidayManager.getSupportedCalendarCodes()
              .contains(country.toUpperCase(Locale.ROOT))) {
            return "country is none whose holidays are known; write it as in ISO 3166, IT";
          }
          CalendarHierarchy at = manager(country).getCalendarHierarchy();
          for (var part : path(region)) {
            var child = at.getChildren().get(part);
            if (child == null) {
              var parts = String.join(", ", new TreeSet<>(at.getChildren().keySet()));
              return parts.isEmpty()
                  ? "region must be left out: there is none that has holidays of its own"
                  : "region must be one of " + parts;
            }
            at = child;
          }
          return null;
        });
  }

  /**
   * @return the name of the holiday on that day, or null
   */
  static @Nullable String name(HolidayRegion region, LocalDate date) {
    if (KNOWN.size() > MOST) {
      KNOWN.clear();
    }
    return KNOWN.computeIfAbsent(new Asked(region, date.getYear()), PublicHolidays::year).get(date);
  }

  private static Map<LocalDate, String> year(Asked asked) {
    var region = asked.region();
    Set<Holiday> holidays =
        withOwnLoader(
            () ->
                manager(country(region))
                    .getHolidays(Year.of(asked.year()), HolidayType.PUBLIC_HOLIDAY, path(region)));
    var names = new HashMap<LocalDate, String>();
    for (var holiday : holidays) {
      var name = withOwnLoader(() -> holiday.getDescription(Locale.ENGLISH));
      names.put(holiday.getActualDate(), name);
      holiday.getObservedDate().ifPresent(day -> names.putIfAbsent(day, name));
    }
    return names;
  }

  private static HolidayManager manager(String country) {
    return HolidayManager.getInstance(ManagerParameters.create(country));
  }

  private static String country(HolidayRegion region) {
    return region.country().toLowerCase(Locale.ROOT);
  }

  /** A part of a part has a slash: by/mu. */
  private static String[] path(HolidayRegion region) {
    var part = region.region();
    return part == null || part.isEmpty()
        ? new String[0]
        : part.toLowerCase(Locale.ROOT).split("/", -1);
  }

  // Jollyday finds its files and its parser by the thread's loader, which in a container is
  // anybody's
  private static <T extends @Nullable Object> T withOwnLoader(Supplier<T> work) {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(PublicHolidays.class.getClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
