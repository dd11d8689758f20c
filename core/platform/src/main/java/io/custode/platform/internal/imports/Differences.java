// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.imports.Difference;
import io.custode.platform.internal.rule.Changes;
import java.util.List;

/** Changes of a thing as those that a row brings. */
final class Differences {
  private Differences() {}

  static List<Difference> of(CsvRow row, Changes changes) {
    return changes.list().stream()
        .map(c -> new Difference(row.number(), row.key(), c.field(), c.from(), c.to()))
        .toList();
  }
}
