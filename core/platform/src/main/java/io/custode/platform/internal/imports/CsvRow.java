// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row below the heading.
 *
 * @param number in the file, 2 for the first
 * @param cells by column, without blanks around them; columns that the file does not have are
 *     absent
 * @param flaw why it is no row of this table, or null
 */
record CsvRow(long number, Map<String, String> cells, @Nullable String flaw) {
  static final String KEY = "key";
  static final String TENANT = "tenant";

  String key() {
    return cells.getOrDefault(KEY, "");
  }

  boolean has(String column) {
    return cells.containsKey(column);
  }

  /**
   * @return what the cell says; null if it is empty or there is no such column
   */
  @Nullable String text(String column) {
    var cell = cells.get(column);
    return cell == null || cell.isEmpty() ? null : cell;
  }
}
