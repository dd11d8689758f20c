// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Puts what the head has into chunks: of a series, each raw period with new values is merged with
 * its chunk, and its buckets are made anew. Done twice it does the same, so that it may break off
 * at any moment as long as the log is still there.
 */
final class Compaction {
  private static final int SERIES_AT_ONCE = 100;

  /** Where a chunk belongs. */
  private record Place(long series, Resolution resolution, long period) {}

  private final Rows rows;
  private final Journal journal;
  private final Head head;
  private final Chunks chunks;
  private final BooleanSupplier isOver;
  private final List<Rows.Stored> written = new ArrayList<>();
  private final Map<Place, Table> before = new HashMap<>();

  /**
   * @param isOver whether to break off
   */
  Compaction(Rows rows, Journal journal, Head head, Chunks chunks, BooleanSupplier isOver) {
    this.isOver = isOver;
    this.rows = rows;
    this.journal = journal;
    this.head = head;
    this.chunks = chunks;
  }

  void run() {
    var frozen = head.freeze();
    var series = frozen.series();
    for (int i = 0; i < series.size(); i += SERIES_AT_ONCE) {
      if (isOver.getAsBoolean()) {
        return;
      }
      var some = series.subList(i, Math.min(i + SERIES_AT_ONCE, series.size()));
      rows.alone(() -> write(some));
    }
    head.dropFrozen();
    // also where nothing of it could be read
    if (frozen.commit() > 0) {
      journal.drop(frozen.commit());
    }
  }

  private void write(List<Long> some) {
    // what was left over by a try that failed
    written.clear();
    before.clear();
    var fresh = new TreeMap<Long, NavigableMap<Long, Samples>>();
    some.forEach(series -> fresh.put(series, head.frozen(series)));
    read(fresh);
    fresh.forEach(this::write);
    rows.put(List.copyOf(written));
    written.clear();
    before.clear();
  }

  /** Reads what is to be merged, of all series at once. */
  private void read(Map<Long, NavigableMap<Long, Samples>> fresh) {
    for (var resolution : Resolution.values()) {
      var series = new TreeMap<Long, Set<Long>>();
      fresh.forEach(
          (one, periods) ->
              periods
                  .keySet()
                  .forEach(
                      period ->
                          series
                              .computeIfAbsent(resolution.periodOf(period), p -> new TreeSet<>())
                              .add(one)));
      series.forEach(
          (period, those) ->
              chunks
                  .period(List.copyOf(those), resolution, period)
                  .forEach((one, table) -> before.put(new Place(one, resolution, period), table)));
    }
  }

  private Table before(long series, Resolution resolution, long period) {
    return before.getOrDefault(
        new Place(series, resolution, period), Table.empty(resolution.columns()));
  }

  private void write(long series, Map<Long, Samples> periods) {
    var fine = Buckets.NONE;
    for (var fresh : periods.entrySet()) {
      var raw = new Samples(before(series, Resolution.RAW, fresh.getKey()));
      var all = raw.merge(fresh.getValue());
      // more can only come from who means harm: what a chunk has no room for is in the buckets
      add(series, Resolution.RAW, fresh.getKey(), all.table().last(Chunk.MOST_ROWS));
      fine = fine.merge(Buckets.of(all, Resolution.FIVE_MINUTES.step()));
    }
    write(series, Resolution.FIVE_MINUTES, fine);
    write(series, Resolution.HOUR, fine.wider(Resolution.HOUR.step()));
  }

  private void write(long series, Resolution resolution, Buckets buckets) {
    var byPeriod = new TreeMap<Long, Buckets>();
    for (int i = 0; i < buckets.table().size(); i++) {
      long period = resolution.periodOf(buckets.table().time(i));
      byPeriod.computeIfAbsent(period, p -> buckets.cut(p, p + resolution.period()));
    }
    byPeriod.forEach(
        (period, fresh) -> {
          var stored = new Buckets(before(series, resolution, period));
          add(series, resolution, period, stored.merge(fresh).table());
        });
  }

  private void add(long series, Resolution resolution, long period, Table table) {
    written.add(new Rows.Stored(series, resolution, period, Chunk.write(table)));
  }
}
