// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads chunks. */
final class Chunks {
  private final Rows rows;
  private final Consumer<Damaged> faults;

  /**
   * @param faults told of chunks that cannot be read any more; what they held is lost, and keeps
   *     nothing else from being read or written
   */
  Chunks(Rows rows, Consumer<Damaged> faults) {
    this.rows = rows;
    this.faults = faults;
  }

  /**
   * @param fresh values that may not be in the chunk
   * @return all values of a raw period
   */
  Samples raw(long series, long period, Samples fresh) {
    return raw(series, period, period + 1).merge(fresh);
  }

  /**
   * @return values in chunks whose periods begin from a time to before another
   */
  Samples raw(long series, long from, long to) {
    return new Samples(read(series, Resolution.RAW, from, to));
  }

  /**
   * @return buckets in chunks whose periods begin from a time to before another
   */
  Buckets buckets(long series, Resolution resolution, long from, long to) {
    return new Buckets(read(series, resolution, from, to));
  }

  /**
   * @return what there is of some series in a period, by series
   */
  Map<Long, Table> period(List<Long> series, Resolution resolution, long period) {
    var found = new HashMap<Long, Table>();
    for (var stored : rows.chunks(series, resolution, period)) {
      read(stored).ifPresent(table -> found.put(stored.series(), table));
    }
    return found;
  }

  private Table read(long series, Resolution resolution, long from, long to) {
    var tables = new ArrayList<Table>();
    for (var stored : rows.chunks(series, resolution, from, to)) {
      read(stored).ifPresent(tables::add);
    }
    return Table.inOrder(tables, resolution.columns());
  }

  private Optional<Table> read(Rows.Stored stored) {
    var resolution = stored.resolution();
    try {
      return Optional.of(Chunk.read(stored.chunk(), resolution.columns()));
    } catch (Damaged e) {
      faults.accept(
          new Damaged(
              "%s chunk of series %d at %d".formatted(resolution, stored.series(), stored.period()),
              e));
      return Optional.empty();
    }
  }
}
