// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.time.Duration;

/**
 * How fine values are kept. The period is what one chunk covers: longer ones compress better and
 * make fewer rows, shorter ones are rewritten faster. Both are part of what is stored: never
 * changed. Buckets of all resolutions begin where those of the coarser ones do.
 */
public enum Resolution {
  RAW(Duration.ofMillis(1), Duration.ofHours(6)),
  FIVE_MINUTES(Duration.ofMinutes(5), Duration.ofDays(2)),
  HOUR(Duration.ofHours(1), Duration.ofDays(16));

  private final long step;
  private final long period;

  Resolution(Duration step, Duration period) {
    this.step = step.toMillis();
    this.period = period.toMillis();
  }

  /** From one value to the next, where they are made here. */
  public long step() {
    return step;
  }

  public long period() {
    return period;
  }

  /**
   * @return when the period of a time begins
   */
  public long periodOf(long time) {
    return floor(time, period);
  }

  int columns() {
    return this == RAW ? 1 : Buckets.COLUMNS;
  }

  static long floor(long time, long step) {
    return Math.floorDiv(time, step) * step;
  }
}
