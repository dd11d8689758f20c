// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.Arrays;

/** Values of a series by their times, which rise. */
public final class Samples {
  public static final Samples NONE = new Samples(Table.empty(1));

  private final Table table;

  Samples(Table table) {
    this.table = table;
  }

  /**
   * @throws IllegalArgumentException if times do not rise, or a value is not finite
   */
  public static Samples of(long[] times, double[] values) {
    return new Samples(new Table(times.clone(), values.clone()));
  }

  public int size() {
    return table.size();
  }

  public long time(int index) {
    return table.time(index);
  }

  public double value(int index) {
    return table.value(0, index);
  }

  /**
   * @param later written later: these win where both have a value
   */
  public Samples merge(Samples later) {
    return new Samples(table.merge(later.table, Table.Choice.NEWER));
  }

  /**
   * @return those from a time to before another
   */
  public Samples cut(long from, long to) {
    return new Samples(table.cut(from, to));
  }

  Table table() {
    return table;
  }

  double[] values() {
    return table.column(0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Samples that
        && Arrays.equals(table.times(), that.table.times())
        && Arrays.equals(values(), that.values());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(table.times()) * 31 + Arrays.hashCode(values());
  }

  @Override
  public String toString() {
    var text = new StringBuilder("[");
    for (int i = 0; i < size(); i++) {
      text.append(i == 0 ? "" : ", ").append(time(i)).append('=').append(value(i));
    }
    return text.append(']').toString();
  }
}
