// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a series must not be. Without limits it is off. */
public record Rule(
    @Doc("Its name: of two of one name the one that is set nearer to the machine applies")
        String name,
    @Doc("Name of the series; with * for the rest: disk.used.percent:*") String metric,
    @Doc("What of it is watched") Watch watch,
    @Doc("Warning beyond it, in the series' unit; null: none") @Nullable Double warning,
    @Doc("Critical beyond it; null: never") @Nullable Double critical,
    @Doc("By how much it must be back before the alert ends, 0 or more") double back,
    @Doc("For how many minutes, 0 to 1440; 0: at once") int minutes) {
  static final int LONGEST = 24 * 60;

  private static final int LONGEST_TEXT = 100;

  /** What is wrong with it; empty if nothing is. */
  List<Invalid.Violation> violations(String field) {
    var found = new ArrayList<Invalid.Violation>();
    text(found, field + ".name", name);
    text(found, field + ".metric", metric);
    if (metric != null && metric.indexOf('*') >= 0 && metric.indexOf('*') < metric.length() - 1) {
      found.add(new Invalid.Violation(field + ".metric", "has * at its end only"));
    }
    if (watch == null) {
      found.add(new Invalid.Violation(field + ".watch", "must be given"));
    }
    finite(found, field + ".warning", warning);
    finite(found, field + ".critical", critical);
    if (warning != null && critical != null && isMilder(critical, warning)) {
      found.add(new Invalid.Violation(field + ".critical", "is not reached before the warning"));
    }
    if (!Double.isFinite(back) || back < 0) {
      found.add(new Invalid.Violation(field + ".back", "is 0 or more"));
    }
    int least = watchesChange() ? 1 : 0;
    if (minutes < least || minutes > LONGEST) {
      found.add(new Invalid.Violation(field + ".minutes", "is " + least + " to " + LONGEST));
    }
    return found;
  }

  private static void text(List<Invalid.Violation> found, String field, String text) {
    if (text == null || text.isBlank() || text.length() > LONGEST_TEXT) {
      found.add(new Invalid.Violation(field, "has 1 to " + LONGEST_TEXT + " characters"));
    }
  }

  private static void finite(List<Invalid.Violation> found, String field, @Nullable Double number) {
    if (number != null && !Double.isFinite(number)) {
      found.add(new Invalid.Violation(field, "is a number"));
    }
  }

  private boolean isMilder(double one, double than) {
    return watch == Watch.BELOW ? one > than : one < than;
  }

  boolean isOn() {
    return warning != null || critical != null;
  }

  boolean applies(String series) {
    return metric.endsWith("*")
        ? series.startsWith(metric.substring(0, metric.length() - 1))
        : series.equals(metric);
  }

  long millis() {
    return minutes * 60_000L;
  }

  boolean watchesChange() {
    return watch == Watch.RISES || watch == Watch.FALLS;
  }

  /** Whether a value, or by how much it changed, is beyond a limit. */
  boolean isBeyond(double seen, double limit) {
    return switch (watch) {
      case ABOVE, RISES -> seen > limit;
      case BELOW -> seen < limit;
      case FALLS -> -seen > limit;
    };
  }

  /** Whether it is back from a limit so far that the alert ends. */
  boolean isBack(double seen, double limit) {
    return switch (watch) {
      case ABOVE, RISES -> seen <= limit - back;
      case BELOW -> seen >= limit + back;
      case FALLS -> -seen <= limit - back;
    };
  }
}
