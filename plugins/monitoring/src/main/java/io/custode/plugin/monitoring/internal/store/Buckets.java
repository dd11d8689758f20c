// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.ArrayList;
import java.util.List;

/** Buckets of one series by when they begin, as columns. */
final class Buckets {
  static final int COLUMNS = 5;
  static final Buckets NONE = new Buckets(Table.empty(COLUMNS));

  private static final int COUNT = 0;
  private static final int MIN = 1;
  private static final int MAX = 2;
  private static final int SUM = 3;
  private static final int LAST = 4;

  private final Table table;

  Buckets(Table table) {
    this.table = table;
  }

  /** The buckets that samples fall into. */
  static Buckets of(Samples samples, long step) {
    return of(together(each(samples), step));
  }

  /** A bucket for each sample. */
  static List<Bucket> each(Samples samples) {
    var each = new ArrayList<Bucket>(samples.size());
    for (int i = 0; i < samples.size(); i++) {
      each.add(Bucket.of(samples.time(i), samples.value(i)));
    }
    return each;
  }

  private static Buckets of(List<Bucket> buckets) {
    var times = new long[buckets.size()];
    var columns = new double[COLUMNS][buckets.size()];
    for (int i = 0; i < times.length; i++) {
      var bucket = buckets.get(i);
      times[i] = bucket.start();
      columns[COUNT][i] = bucket.count();
      columns[MIN][i] = bucket.min();
      columns[MAX][i] = bucket.max();
      columns[SUM][i] = bucket.sum();
      columns[LAST][i] = bucket.last();
    }
    return new Buckets(new Table(times, columns));
  }

  List<Bucket> toList() {
    var buckets = new ArrayList<Bucket>(table.size());
    for (int i = 0; i < table.size(); i++) {
      buckets.add(
          new Bucket(
              table.time(i),
              (long) table.value(COUNT, i),
              table.value(MIN, i),
              table.value(MAX, i),
              table.value(SUM, i),
              table.value(LAST, i)));
    }
    return buckets;
  }

  Buckets wider(long step) {
    return of(together(toList(), step));
  }

  /** Wider buckets, each of those that begin within it. */
  static List<Bucket> together(List<Bucket> buckets, long step) {
    var wider = new ArrayList<Bucket>();
    for (var bucket : buckets) {
      long start = Resolution.floor(bucket.start(), step);
      int last = wider.size() - 1;
      if (last >= 0 && wider.get(last).start() == start) {
        wider.set(last, wider.get(last).and(bucket));
      } else {
        wider.add(bucket.at(start));
      }
    }
    return wider;
  }

  /**
   * Takes those that were made later, unless they are made of fewer values: these come when the
   * finer values are gone already, and know of the late ones only.
   */
  Buckets merge(Buckets later) {
    return new Buckets(
        table.merge(
            later.table,
            (older, row, newer, newRow) -> newer.value(COUNT, newRow) >= older.value(COUNT, row)));
  }

  Buckets cut(long from, long to) {
    return new Buckets(table.cut(from, to));
  }

  Table table() {
    return table;
  }
}
