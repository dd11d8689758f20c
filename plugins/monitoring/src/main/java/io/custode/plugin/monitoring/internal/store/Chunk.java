// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

/**
 * A table as it is stored: sealed; how many rows, how many columns, the times, each column.
 *
 * @see Sealed
 */
final class Chunk {
  /** More values than a period is expected to have by far, so that none makes memory run out. */
  static final int MOST_ROWS = 1 << 20;

  private static final int MOST_COLUMNS = 8;

  private Chunk() {}

  /**
   * @throws IllegalArgumentException if it has more than {@value #MOST_ROWS} rows
   */
  static byte[] write(Table table) {
    if (table.size() > MOST_ROWS || table.width() > MOST_COLUMNS) {
      throw new IllegalArgumentException("A chunk has no room for so many values.");
    }
    var out = new BitWriter();
    out.number(table.size());
    out.number(table.width());
    WholeNumbers.write(table.times(), out);
    for (int i = 0; i < table.width(); i++) {
      Doubles.write(table.column(i), out);
    }
    return Sealed.seal(out);
  }

  /**
   * @param columns how many there must be
   * @throws Damaged if it is not what was written
   * @throws UnknownFormat if a later release wrote it
   */
  static Table read(byte[] chunk, int columns) {
    var in = Sealed.open(chunk);
    int rows = in.number(MOST_ROWS);
    int width = in.number(MOST_COLUMNS);
    if (width != columns) {
      throw new Damaged("It has " + width + " columns instead of " + columns + ".");
    }
    var times = WholeNumbers.read(rows, in);
    var values = new double[columns][];
    for (int i = 0; i < columns; i++) {
      values[i] = Doubles.read(rows, in);
    }
    in.end();
    try {
      return new Table(times, values);
    } catch (IllegalArgumentException e) {
      throw new Damaged("What it holds cannot be: " + e.getMessage());
    }
  }
}
