// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.calendar.CalendarRules;
import io.custode.api.calendar.ExtraDay;
import io.custode.api.calendar.Feast;
import io.custode.api.calendar.Freeze;
import io.custode.api.calendar.HolidayRegion;
import io.custode.api.calendar.MaintenanceWindow;
import io.custode.api.calendar.OpenHours;
import io.custode.api.error.Invalid;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules as people type them: {@code mon-fri 09:00-13:00 14:00-18:00}. */
final class RuleText {
  static final String HOURS = "mon-fri 09:00-13:00 14:00-18:00";
  static final String FEAST = "12-07 Sant'Ambrogio";
  static final String EXTRA_DAY =
      "2026-12-24 09:00-12:00 Christmas Eve; without hours it is closed";
  static final String WINDOW =
      "sun 02:00 PT4H Servers; 2.tue for the month's second, last.sun for its last";
  static final String FREEZE = "2026-12-20/2027-01-06 End of the year";

  private static final String TIMES =
      "(\\d\\d:\\d\\d-\\d\\d:\\d\\d(?: +\\d\\d:\\d\\d-\\d\\d:\\d\\d)*)";
  private static final Pattern HOURS_LINE = Pattern.compile("([a-z]{3})(?:-([a-z]{3}))? +" + TIMES);
  private static final Pattern FEAST_LINE = Pattern.compile("(\\d\\d-\\d\\d) +(.+)");
  private static final Pattern EXTRA_LINE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) +(?:" + TIMES + " +)?(.+)");
  private static final Pattern WINDOW_LINE =
      Pattern.compile("(?:([1-4]|last)\\.)?([a-z]{3}) +(\\d\\d:\\d\\d) +(PT?[0-9A-Z]+) +(.+)");
  private static final Pattern FREEZE_LINE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)/(\\d{4}-\\d\\d-\\d\\d) +(.+)");

  private RuleText() {}

  static CalendarRules rules(
      String zone,
      @Nullable List<String> hours,
      @Nullable String holidays,
      @Nullable List<String> feasts,
      @Nullable List<String> extraDays,
      @Nullable List<String> windows,
      @Nullable List<String> freezes) {
    return new CalendarRules(
        zone(zone),
        each(hours, line -> hours(line)),
        holidays == null || holidays.isBlank() ? null : region(holidays.strip()),
        each(feasts, line -> Stream.of(feast(line))),
        each(extraDays, line -> Stream.of(extraDay(line))),
        each(windows, line -> Stream.of(window(line))),
        each(freezes, line -> Stream.of(freeze(line))));
  }

  private static <T> List<T> each(@Nullable List<String> lines, Function<String, Stream<T>> read) {
    return lines == null ? List.of() : lines.stream().flatMap(read).toList();
  }

  static ZoneId zone(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw Invalid.field("zone", "must be a time zone like Europe/Rome");
    }
  }

  static HolidayRegion region(String text) {
    var parts = text.split("/", 2);
    return new HolidayRegion(parts[0], parts.length == 1 ? null : parts[1]);
  }

  private static Stream<OpenHours> hours(String line) {
    return read(
        "hours",
        HOURS,
        HOURS_LINE,
        line.toLowerCase(Locale.ROOT),
        m -> {
          var first = day(m.group(1));
          var last = m.group(2) == null ? first : day(m.group(2));
          var all = new ArrayList<OpenHours>();
          for (var day = first; ; day = day.plus(1)) {
            for (var hours : times(m.group(3))) {
              all.add(new OpenHours(day, hours.from(), hours.to()));
            }
            if (day == last) {
              return all.stream();
            }
          }
        });
  }

  private static Feast feast(String line) {
    return read(
        "feasts",
        FEAST,
        FEAST_LINE,
        line,
        m -> new Feast(MonthDay.parse("--" + m.group(1)), m.group(2)));
  }

  private static ExtraDay extraDay(String line) {
    return read(
        "extraDays",
        EXTRA_DAY,
        EXTRA_LINE,
        line,
        m ->
            new ExtraDay(
                LocalDate.parse(m.group(1)),
                m.group(3),
                m.group(2) == null ? List.of() : times(m.group(2))));
  }

  private static MaintenanceWindow window(String line) {
    return read(
        "windows",
        WINDOW,
        WINDOW_LINE,
        line,
        m -> {
          var week = m.group(1);
          return new MaintenanceWindow(
              m.group(5),
              day(m.group(2)),
              week == null
                  ? null
                  : week.equals("last") ? Integer.valueOf(-1) : Integer.valueOf(week),
              LocalTime.parse(m.group(3)),
              Duration.parse(m.group(4)));
        });
  }

  private static Freeze freeze(String line) {
    return read(
        "freezes",
        FREEZE,
        FREEZE_LINE,
        line,
        m -> new Freeze(m.group(3), LocalDate.parse(m.group(1)), LocalDate.parse(m.group(2))));
  }

  private static List<ExtraDay.Hours> times(String text) {
    return Stream.of(text.split(" +"))
        .map(t -> t.split("-"))
        .map(t -> new ExtraDay.Hours(LocalTime.parse(t[0]), end(t[1])))
        .toList();
  }

  private static LocalTime end(String text) {
    return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }

  private static DayOfWeek day(String text) {
    return Stream.of(DayOfWeek.values())
        .filter(day -> day.name().toLowerCase(Locale.ROOT).startsWith(text))
        .findFirst()
        .orElseThrow(() -> new DateTimeException("no day of the week"));
  }

  private static <T> T read(
      String field, String example, Pattern pattern, String line, Function<Matcher, T> read) {
    var m = pattern.matcher(line.length() > 400 ? "" : line.strip());
    try {
      if (m.matches()) {
        return read.apply(m);
      }
    } catch (DateTimeException e) {
      throw Invalid.field(field, "has no such date or time; write it like: " + example);
    }
    throw Invalid.field(field, "must be like: " + example);
  }
}
