// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts what the head has into chunks: of a series, each raw period with new values is merged with
 * its chunk, and its buckets are made anew. Done twice it does the same, so that it may break off
 * at any moment as long as the log is still there.
 */
final class Compaction {
  private static final int CHUNKS_AT_ONCE = 256;

  private final Rows rows;
  private final Head head;
  private final Chunks chunks;
  private final List<Rows.Stored> written = new ArrayList<>();

  Compaction(Rows rows, Head head, Chunks chunks) {
    this.rows = rows;
    this.head = head;
    this.chunks = chunks;
  }

  void run() {
    var frozen = head.freeze();
    for (long series : frozen.series()) {
      write(series, head.frozen(series));
      if (written.size() >= CHUNKS_AT_ONCE) {
        put();
      }
    }
    put();
    head.dropFrozen();
    if (!frozen.series().isEmpty()) {
      rows.dropCommits(frozen.commit());
    }
  }

  private void write(long series, Map<Long, Samples> periods) {
    var fine = Buckets.NONE;
    for (var fresh : periods.entrySet()) {
      var all = chunks.raw(series, fresh.getKey(), fresh.getValue());
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
          var before = chunks.buckets(series, resolution, period, period + 1);
          add(series, resolution, period, before.merge(fresh).table());
        });
  }

  private void add(long series, Resolution resolution, long period, Table table) {
    written.add(new Rows.Stored(series, resolution, period, Chunk.write(table)));
  }

  private void put() {
    if (!written.isEmpty()) {
      rows.put(List.copyOf(written));
      written.clear();
    }
  }
}
