// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Values of a series in the order in which they came, mostly that of their times. */
final class Arrivals {
  private long[] times = new long[8];
  private double[] values = new double[8];
  private int size;
  private boolean isRising = true;

  int size() {
    return size;
  }

  void add(long time, double value) {
    if (size == times.length) {
      int more = size + size / 2;
      times = Arrays.copyOf(times, more);
      values = Arrays.copyOf(values, more);
    }
    isRising &= size == 0 || times[size - 1] < time;
    times[size] = time;
    values[size] = value;
    size++;
  }

  void addAll(Arrivals later) {
    for (int i = 0; i < later.size; i++) {
      add(later.times[i], later.values[i]);
    }
  }

  /** By time; of those for one time, the value that came last. */
  Samples toSamples() {
    if (isRising) {
      return new Samples(new Table(Arrays.copyOf(times, size), Arrays.copyOf(values, size)));
    }
    // stable: what came later stays behind
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingLong(i -> times[i]))
            .mapToInt(i -> i)
            .toArray();
    var sorted = new long[size];
    var their = new double[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (i == size - 1 || times[order[i]] != times[order[i + 1]]) {
        sorted[count] = times[order[i]];
        their[count] = values[order[i]];
        count++;
      }
    }
    return new Samples(new Table(Arrays.copyOf(sorted, count), Arrays.copyOf(their, count)));
  }
}
