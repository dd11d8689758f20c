// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.metric;

import io.custode.api.metric.MetricPoint;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The last values of one metric, oldest first, in as little memory as it takes. */
final class Series {
  private final String name;
  private final String unit;
  private long[] times = new long[16];
  private double[] values = new double[16];
  private int start;
  private int size;

  Series(String name, String unit) {
    this.name = name;
    this.unit = unit;
  }

  /** Adds a value unless it is there; what comes late goes where it belongs. */
  void add(Instant at, double value, int most) {
    long time = at.toEpochMilli();
    int place = size;
    while (place > 0 && times[index(place - 1)] > time) {
      place--;
    }
    if (place > 0 && times[index(place - 1)] == time) {
      return; // the batch came twice
    }
    if (size >= most) {
      if (place == 0) {
        return; // older than all that is kept
      }
      start = index(1);
      size--;
      place--;
    }
    if (size == times.length) {
      grow();
    }
    for (int i = size; i > place; i--) {
      times[index(i)] = times[index(i - 1)];
      values[index(i)] = values[index(i - 1)];
    }
    times[index(place)] = time;
    values[index(place)] = value;
    size++;
  }

  void dropBefore(Instant limit) {
    long time = limit.toEpochMilli();
    while (size > 0 && times[start] < time) {
      start = index(1);
      size--;
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  int capacity() {
    return times.length;
  }

  void copyTo(List<MetricPoint> points) {
    for (int i = 0; i < size; i++) {
      int at = index(i);
      points.add(new MetricPoint(name, unit, values[at], Instant.ofEpochMilli(times[at])));
    }
  }

  private int index(int i) {
    return (start + i) % times.length;
  }

  private void grow() {
    int length = times.length;
    var nextTimes = Arrays.copyOfRange(times, start, start + length);
    var nextValues = Arrays.copyOfRange(values, start, start + length);
    System.arraycopy(times, 0, nextTimes, length - start, start);
    System.arraycopy(values, 0, nextValues, length - start, start);
    times = Arrays.copyOf(nextTimes, length * 2);
    values = Arrays.copyOf(nextValues, length * 2);
    start = 0;
  }
}
