// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.imports.Difference;
import io.custode.api.imports.ImportKind;
import io.custode.api.imports.Reject;
import java.util.List;
import java.util.Set;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** Takes in rows of one kind. */
interface Intake {
  /** The name by which keys of files are kept. */
  String SOURCE = "csv";

  /** What became, or would become, of a row. */
  enum Fate {
    CREATED,
    CHANGED,
    SAME,
    REJECTED
  }

  /**
   * @param proposals merge proposals that came of it
   * @param reject why not, if it was refused
   */
  record Outcome(Fate fate, List<Difference> differences, int proposals, @Nullable Reject reject) {
    static Outcome of(Fate fate, List<Difference> differences) {
      return new Outcome(fate, differences, 0, null);
    }

    static Outcome rejected(CsvRow row, String column, String reason) {
      return new Outcome(Fate.REJECTED, List.of(), 0, new Reject(row.number(), column, reason));
    }
  }

  ImportKind kind();

  /**
   * @return the same, with what it has to know of the provider read: asked once for a file, outside
   *     transactions
   */
  default Intake ready() {
    return this;
  }

  /**
   * @return columns that a file may have, {@code key} and {@code tenant} left out
   */
  Set<String> columns();

  /**
   * @return permissions that are needed
   */
  List<String> permissions();

  /**
   * Takes rows of the bound tenant in, in the open transaction.
   *
   * @param dry only say what would be
   * @return the outcome of each, in order
   */
  List<Outcome> take(EntityManager em, List<CsvRow> rows, boolean dry);
}
