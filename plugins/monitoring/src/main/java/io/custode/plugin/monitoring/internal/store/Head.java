// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values that are in the log and not yet in chunks, by series and raw period: those periods are
 * what has to be written. While they are being written they are frozen, and new ones go elsewhere;
 * both are seen until the chunks have them.
 */
final class Head {
  /**
   * What a commit brought.
   *
   * @param series by name, for all names in the batch
   */
  record Entry(Batch batch, Map<SeriesName, Series> series) {}

  /**
   * Values to be written.
   *
   * @param commit the last commit whose values are among them, as are those of all before
   * @param series whose they are
   */
  record Frozen(long commit, List<Long> series) {}

  private Map<Long, NavigableMap<Long, Arrivals>> open = new HashMap<>();
  private final Map<Long, NavigableMap<Long, Arrivals>> frozen = new HashMap<>();
  private long commit;
  private int size;
  private int frozenSize;

  /** The last commit that was added. */
  synchronized long commit() {
    return commit;
  }

  /** How many values are in memory, frozen or not. */
  synchronized int size() {
    return size;
  }

  synchronized void add(long number, List<Entry> entries) {
    for (var entry : entries) {
      for (var point : entry.batch().points()) {
        var series = entry.series().get(point.name());
        if (series != null) {
          open.computeIfAbsent(series.id(), id -> new TreeMap<>())
              .computeIfAbsent(Resolution.RAW.periodOf(point.time()), p -> new Arrivals())
              .add(point.time(), point.value());
          size++;
        }
      }
    }
    commit = number;
  }

  /** Also freezes again what could not be written the last time. */
  synchronized Frozen freeze() {
    open.forEach(
        (series, periods) -> {
          var below = frozen.computeIfAbsent(series, id -> new TreeMap<>());
          periods.forEach(
              (period, values) ->
                  below.merge(
                      period,
                      values,
                      (before, later) -> {
                        before.addAll(later);
                        return before;
                      }));
        });
    open = new HashMap<>();
    frozenSize = size;
    return new Frozen(commit, new ArrayList<>(frozen.keySet()));
  }

  /** Their chunks are there. */
  synchronized void dropFrozen() {
    frozen.clear();
    size -= frozenSize;
  }

  /**
   * @return what is to be written of a series, by period
   */
  synchronized NavigableMap<Long, Samples> frozen(long series) {
    return samples(frozen.get(series), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /**
   * @return values of a series that may not be in chunks, by period, for all periods that are not
   *     over at a time and begin before another
   */
  synchronized NavigableMap<Long, Samples> periods(long series, long from, long to) {
    var first = Resolution.RAW.periodOf(from);
    var all = samples(frozen.get(series), first, to);
    samples(open.get(series), first, to)
        .forEach((period, later) -> all.merge(period, later, Samples::merge));
    return all;
  }

  private static NavigableMap<Long, Samples> samples(
      @Nullable NavigableMap<Long, Arrivals> periods, long from, long to) {
    var samples = new TreeMap<Long, Samples>();
    if (periods != null && from < to) {
      periods
          .subMap(from, true, to, false)
          .forEach((period, values) -> samples.put(period, values.toSamples()));
    }
    return samples;
  }
}
