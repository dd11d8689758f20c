// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.Arrays;
import java.util.List;

/**
 * Columns of finite values along rising times. Whoever makes one gives its arrays away; nothing
 * changes them.
 */
final class Table {
  /** Whether a row of the newer table takes the place of the one that was there for its time. */
  @FunctionalInterface
  interface Choice {
    Choice NEWER = (older, row, newer, newRow) -> true;

    boolean isNewer(Table older, int row, Table newer, int newRow);
  }

  private final long[] times;
  private final double[][] columns;

  /**
   * @throws IllegalArgumentException if times do not rise, a column has another length, or a value
   *     is not finite
   */
  Table(long[] times, double[]... columns) {
    for (int i = 1; i < times.length; i++) {
      if (times[i - 1] >= times[i]) {
        throw new IllegalArgumentException("Time " + times[i] + " is not behind the one before.");
      }
    }
    for (var column : columns) {
      if (column.length != times.length) {
        throw new IllegalArgumentException(column.length + " values at " + times.length + " times");
      }
      for (var value : column) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(value + " is no value to keep.");
        }
      }
    }
    this.times = times;
    this.columns = columns;
  }

  static Table empty(int columns) {
    return new Table(new long[0], new double[columns][0]);
  }

  /** Tables whose times follow each other. */
  static Table inOrder(List<Table> tables, int columns) {
    var all = new Collected(tables.stream().mapToInt(Table::size).sum(), columns);
    for (var table : tables) {
      for (int row = 0; row < table.size(); row++) {
        all.add(table, row);
      }
    }
    return all.toTable();
  }

  int size() {
    return times.length;
  }

  int width() {
    return columns.length;
  }

  long time(int row) {
    return times[row];
  }

  double value(int column, int row) {
    return columns[column][row];
  }

  /** Not to be changed. */
  long[] times() {
    return times;
  }

  /** Not to be changed. */
  double[] column(int column) {
    return columns[column];
  }

  /**
   * @return the rows from a time to before another
   */
  Table cut(long from, long to) {
    return rows(rowAt(from), rowAt(to));
  }

  /** The last rows. */
  Table last(int most) {
    return rows(Math.max(0, size() - most), size());
  }

  private Table rows(int start, int end) {
    if (start == 0 && end == size()) {
      return this;
    }
    int stop = Math.max(start, end);
    return new Table(
        Arrays.copyOfRange(times, start, stop),
        Arrays.stream(columns)
            .map(column -> Arrays.copyOfRange(column, start, stop))
            .toArray(double[][]::new));
  }

  /**
   * @return the first row that is not before a time
   */
  private int rowAt(long time) {
    int found = Arrays.binarySearch(times, time);
    return found < 0 ? -found - 1 : found;
  }

  /**
   * @return the rows of both
   */
  Table merge(Table newer, Choice choice) {
    if (size() == 0 || newer.size() == 0) {
      return size() == 0 ? newer : this;
    }
    var merged = new Collected(size() + newer.size(), width());
    int left = 0;
    int right = 0;
    while (left < size() || right < newer.size()) {
      if (right == newer.size() || left < size() && times[left] < newer.times[right]) {
        merged.add(this, left++);
      } else if (left == size() || newer.times[right] < times[left]) {
        merged.add(newer, right++);
      } else {
        boolean isNewer = choice.isNewer(this, left, newer, right);
        merged.add(isNewer ? newer : this, isNewer ? right : left);
        left++;
        right++;
      }
    }
    return merged.toTable();
  }

  /** Takes rows until there is a table. */
  private static final class Collected {
    private final long[] times;
    private final double[][] columns;
    private int size;

    Collected(int most, int columns) {
      this.times = new long[most];
      this.columns = new double[columns][most];
    }

    void add(Table from, int row) {
      times[size] = from.times[row];
      for (int i = 0; i < columns.length; i++) {
        columns[i][size] = from.columns[i][row];
      }
      size++;
    }

    Table toTable() {
      return new Table(
          Arrays.copyOf(times, size),
          Arrays.stream(columns)
              .map(column -> Arrays.copyOf(column, size))
              .toArray(double[][]::new));
    }
  }
}
