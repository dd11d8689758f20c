// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.foresee;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * How fast a series rises: the median of the slopes between values that are far apart (Theil, 1950;
 * Sen, 1968), which a burst or a clean-up does not turn round. If one in ten of the slopes is not
 * upwards nothing is foreseen: what goes up and down reaches no limit by its trend.
 *
 * <p>How sure that is: what comes is taken for steps that waver as those before did, so that it
 * strays from the trend by the square root of time, and the trend itself is known only as well as
 * its time allows.
 */
final class Trend {
  private static final int LEAST_VALUES = 12;

  /** More values than that are thinned out: pairs grow with their square. */
  private static final int MOST_VALUES = 200;

  private static final double LOW = 0.1;

  /** Nine in ten of what is normally distributed is within so many deviations. */
  private static final double DEVIATIONS = 1.645;

  /** Steps over which wavering is measured, as a share of all: what wavers at once is no matter. */
  private static final int STEPS = 10;

  private Trend() {}

  /**
   * @param times rise
   * @param limit above the values
   * @return empty if it will not reach the limit, or nobody can tell
   */
  static Optional<Forecast> reaches(long[] times, double[] values, double limit) {
    if (times.length < LEAST_VALUES) {
      return Optional.empty();
    }
    int step = (times.length + MOST_VALUES - 1) / MOST_VALUES;
    var slopes = slopes(times, values, step);
    if (slopes.length == 0 || at(slopes, LOW) <= 0) {
      return Optional.empty();
    }
    double slope = at(slopes, 0.5);
    double left = Math.max(0, limit - level(values));
    double whole = times[times.length - 1] - (double) times[0];
    // where the trend, more or less what it may stray by, reaches the limit:
    // (slope t - left)^2 = stray^2 (t + t^2 / whole)
    double stray = Math.pow(DEVIATIONS, 2) * wavering(times, values, slope);
    double a = slope * slope - stray / whole;
    double b = 2 * slope * left + stray;
    if (a <= 0) {
      return Optional.empty();
    }
    double root = Math.sqrt(Math.max(0, b * b - 4 * a * left * left));
    long now = times[times.length - 1];
    double likely = left / slope;
    return Optional.of(
        new Forecast(
            after(now, likely),
            after(now, Math.min(likely, (b - root) / (2 * a))),
            after(now, Math.max(likely, (b + root) / (2 * a)))));
  }

  /** The variance of steps around the trend, for each millisecond. */
  private static double wavering(long[] times, double[] values, double slope) {
    int step = Math.max(1, times.length / STEPS);
    double sum = 0;
    double time = 0;
    for (int i = 0; i + step < times.length; i++) {
      double took = times[i + step] - (double) times[i];
      sum += Math.pow(values[i + step] - values[i] - slope * took, 2);
      time += took;
    }
    return sum / time;
  }

  /** In order; between values that are at least a third of the whole time apart. */
  private static double[] slopes(long[] times, double[] values, int step) {
    long apart = (times[times.length - 1] - times[0]) / 3;
    var slopes = new double[MOST_VALUES * MOST_VALUES / 2];
    int count = 0;
    for (int i = 0; i < times.length; i += step) {
      for (int j = i + step; j < times.length; j += step) {
        if (times[j] - times[i] >= apart && count < slopes.length) {
          slopes[count++] = (values[j] - values[i]) / (times[j] - times[i]);
        }
      }
    }
    var all = Arrays.copyOf(slopes, count);
    Arrays.sort(all);
    return all;
  }

  /** Where it is now: the median of the last few, since the very last may be a burst. */
  private static double level(double[] values) {
    var last = Arrays.copyOfRange(values, values.length - 3, values.length);
    Arrays.sort(last);
    return last[1];
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  private static Instant after(long now, double millis) {
    return millis > Long.MAX_VALUE / 4.0
        ? Instant.MAX
        : Instant.ofEpochMilli(now).plusMillis((long) millis);
  }
}
