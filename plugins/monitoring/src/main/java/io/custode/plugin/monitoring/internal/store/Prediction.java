// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

/** What the next number of a sequence is expected to be; only what it differs by is written. */
enum Prediction {
  /** It is about the mean: values that go up and down, such as a processor's use. */
  LEVEL,
  /** It moves on as on the average: times, counters, disks that fill. */
  SLOPE,
  /** It moves on as the last time (delta of delta): counters whose pace changes. */
  CURVE;

  /**
   * @param numbers the first is 0
   * @return the parameter that suits a sequence
   */
  long parameter(long[] numbers) {
    int last = numbers.length - 1;
    return switch (this) {
      case LEVEL -> mean(numbers);
      case SLOPE -> Math.round((double) numbers[last] / Math.max(1, last));
      case CURVE -> numbers[Math.min(1, last)];
    };
  }

  /** Any parameter is right, a good one is short: it need not be exact. */
  private static long mean(long[] numbers) {
    double sum = 0;
    for (var number : numbers) {
      sum += number;
    }
    return Math.round(sum / numbers.length);
  }

  Run start(long parameter) {
    return new Run(this, parameter);
  }

  /** Goes along a sequence. Differences may overflow, and come back when they are added again. */
  static final class Run {
    private final Prediction kind;
    private final long parameter;
    private long last;
    private long step;

    private Run(Prediction kind, long parameter) {
      this.kind = kind;
      this.parameter = parameter;
      this.step = parameter;
    }

    long expected() {
      return switch (kind) {
        case LEVEL -> parameter;
        case SLOPE -> last + parameter;
        case CURVE -> last + step;
      };
    }

    void saw(long number) {
      step = number - last;
      last = number;
    }
  }
}
