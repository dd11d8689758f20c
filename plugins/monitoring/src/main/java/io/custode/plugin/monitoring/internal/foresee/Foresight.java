// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.foresee;

import io.custode.plugin.monitoring.internal.store.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at the last hours, the last day and longer: a disk that fills tonight shows in the first,
 * one that fills a little every night in the last. The surest of what they say counts.
 */
final class Foresight {
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofHours(6), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30));

  /** A trend that is as long as this share of its window is one. */
  private static final double COVERED = 0.5;

  /** So many times as far ahead as one looks back, and no farther: each morning is no trend. */
  private static final int AHEAD = 2;

  private Foresight() {}

  /**
   * @param history what was measured from a time back until now, oldest first
   */
  static Optional<Forecast> reaches(
      double limit, Instant now, Function<Duration, List<Bucket>> history) {
    return WINDOWS.stream()
        .flatMap(window -> in(window, limit, now, history.apply(window)).stream())
        .min(Comparator.comparingDouble(forecast -> vagueness(forecast, now)));
  }

  private static Optional<Forecast> in(
      Duration window, double limit, Instant now, List<Bucket> history) {
    if (history.isEmpty()
        || now.toEpochMilli() - history.get(0).start() < window.toMillis() * COVERED) {
      return Optional.empty();
    }
    return Trend.reaches(
            history.stream().mapToLong(Bucket::start).toArray(),
            history.stream().mapToDouble(Bucket::average).toArray(),
            limit)
        .filter(forecast -> !forecast.at().isAfter(now.plus(window.multipliedBy(AHEAD))));
  }

  /** How wide it is, as a share of how far it is. */
  private static double vagueness(Forecast forecast, Instant now) {
    double far = Math.max(1, seconds(forecast.at(), now));
    return (seconds(forecast.latest(), now) - seconds(forecast.earliest(), now)) / far;
  }

  private static double seconds(Instant time, Instant now) {
    return time.getEpochSecond() - (double) now.getEpochSecond();
  }
}
