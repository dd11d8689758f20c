// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.ArrayList;
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

  private Table read(long series, Resolution resolution, long from, long to) {
    var tables = new ArrayList<Table>();
    for (var stored : rows.chunks(series, resolution, from, to)) {
      try {
        tables.add(Chunk.read(stored.chunk(), resolution.columns()));
      } catch (Damaged e) {
        faults.accept(
            new Damaged(
                "%s chunk of series %d at %d".formatted(resolution, series, stored.period()), e));
      }
    }
    return Table.inOrder(tables, resolution.columns());
  }
}
