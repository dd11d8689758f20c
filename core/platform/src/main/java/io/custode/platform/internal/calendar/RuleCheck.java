// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.calendar.CalendarRules;
import io.custode.api.calendar.ExtraDay;
import io.custode.api.calendar.Feast;
import io.custode.api.calendar.MaintenanceWindow;
import io.custode.api.error.Invalid;
import io.custode.api.error.Invalid.Violation;
import io.custode.platform.internal.rule.Text;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What rules must obey before they are stored; finds all that is wrong at once. */
final class RuleCheck {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(3);

  private record Open(Object day, LocalTime from, LocalTime to) {}

  private final List<Violation> violations = new ArrayList<>();

  private RuleCheck() {}

  /**
   * @throws Invalid naming every rule that is broken
   */
  static void check(CalendarRules rules) {
    var check = new RuleCheck();
    check.sizes(rules);
    if (check.violations.isEmpty()) {
      check.open(rules);
      check.days(rules);
      check.windows(rules);
      check.freezes(rules);
    }
    if (!check.violations.isEmpty()) {
      throw new Invalid(check.violations);
    }
  }

  private void sizes(CalendarRules rules) {
    atMost(100, "hours", rules.hours());
    atMost(100, "feasts", rules.feasts());
    atMost(400, "extraDays", rules.extraDays());
    atMost(50, "windows", rules.windows());
    atMost(100, "freezes", rules.freezes());
    for (var day : rules.extraDays()) {
      atMost(10, "extraDays.hours", day.hours());
    }
  }

  private void atMost(int most, String field, Collection<?> list) {
    if (list.size() > most) {
      wrong(field, "must be at most " + most);
    }
  }

  private void open(CalendarRules rules) {
    var week = new ArrayList<Open>();
    rules.hours().forEach(h -> week.add(new Open(h.day(), h.from(), h.to())));
    hours("hours", week);
    var extra = new ArrayList<Open>();
    for (var day : rules.extraDays()) {
      day.hours().forEach(h -> extra.add(new Open(day.date(), h.from(), h.to())));
    }
    hours("extraDays.hours", extra);
  }

  private void hours(String field, List<Open> all) {
    for (int i = 0; i < all.size(); i++) {
      var one = all.get(i);
      if (!one.from().isBefore(end(one))) {
        wrong(field, "must end after they begin; hours over midnight are two");
      }
      minutes(field, one.from());
      minutes(field, one.to());
      for (var other : all.subList(0, i)) {
        if (one.day().equals(other.day())
            && one.from().isBefore(end(other))
            && other.from().isBefore(end(one))) {
          wrong(field, "must not overlap on " + one.day());
        }
      }
    }
  }

  private static LocalTime end(Open open) {
    return open.to().equals(LocalTime.MIDNIGHT) ? LocalTime.MAX : open.to();
  }

  private void minutes(String field, LocalTime time) {
    if (time.getSecond() != 0 || time.getNano() != 0) {
      wrong(field, "must be whole minutes");
    }
  }

  private void days(CalendarRules rules) {
    var region = rules.holidays();
    var fault = region == null ? null : PublicHolidays.fault(region);
    if (fault != null) {
      wrong("holidays", fault);
    }
    names("feasts", rules.feasts(), Feast::name);
    once("feasts", rules.feasts(), Feast::date);
    names("extraDays", rules.extraDays(), ExtraDay::name);
    once("extraDays", rules.extraDays(), ExtraDay::date);
    rules.extraDays().forEach(day -> year("extraDays", day.date()));
  }

  private void windows(CalendarRules rules) {
    names("windows", rules.windows(), MaintenanceWindow::name);
    for (var window : rules.windows()) {
      minutes("windows.from", window.from());
      var week = window.week();
      if (week != null && week != -1 && (week < 1 || week > 4)) {
        wrong("windows.week", "must be 1 to 4, or -1 for the last");
      }
      if (window.length().compareTo(SHORTEST) < 0 || window.length().compareTo(LONGEST) > 0) {
        wrong("windows.length", "must be from PT1M to PT72H");
      }
    }
  }

  private void freezes(CalendarRules rules) {
    names("freezes", rules.freezes(), f -> f.name());
    for (var freeze : rules.freezes()) {
      year("freezes.from", freeze.from());
      year("freezes.to", freeze.to());
      if (freeze.to().isBefore(freeze.from())) {
        wrong("freezes.to", "must not be before from");
      }
    }
  }

  private void year(String field, LocalDate date) {
    if (date.getYear() < 1970 || date.getYear() > 2199) {
      wrong(field, "must be from 1970 to 2199");
    }
  }

  private <T> void names(String field, List<T> list, Function<T, @Nullable String> name) {
    for (var item : list) {
      try {
        Text.name(field + ".name", name.apply(item));
      } catch (Invalid e) {
        violations.addAll(e.violations());
      }
    }
  }

  private <T> void once(String field, List<T> list, Function<T, Object> key) {
    var seen = new HashSet<Object>();
    for (var item : list) {
      if (!seen.add(key.apply(item))) {
        wrong(field, "must name " + key.apply(item) + " once only");
      }
    }
  }

  private void wrong(String field, String rule) {
    var violation = new Violation(field, rule);
    if (!violations.contains(violation)) {
      violations.add(violation);
    }
  }
}
