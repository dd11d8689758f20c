// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.time.Duration;

/** How long values are kept; whole periods go, when all of them is older. */
public record Retention(Duration raw, Duration fiveMinutes, Duration hour) {
  /** 14 days, 13 months, 5 years. */
  public static final Retention USUAL =
      new Retention(Duration.ofDays(14), Duration.ofDays(396), Duration.ofDays(5 * 366));

  /**
   * @throws IllegalArgumentException if raw values are kept for less than a day, or coarse ones not
   *     as long as finer ones
   */
  public Retention {
    if (raw.compareTo(Duration.ofDays(1)) < 0
        || fiveMinutes.compareTo(raw) < 0
        || hour.compareTo(fiveMinutes) < 0) {
      throw new IllegalArgumentException("Values are kept for a day at least, coarse ones longer.");
    }
  }

  public Duration of(Resolution resolution) {
    return switch (resolution) {
      case RAW -> raw;
      case FIVE_MINUTES -> fiveMinutes;
      case HOUR -> hour;
    };
  }

  /**
   * @return the time before which nothing needs to be kept
   */
  long start(Resolution resolution, long now) {
    return now - of(resolution).toMillis();
  }
}
