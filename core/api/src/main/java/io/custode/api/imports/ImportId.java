// SPDX-License-Identifier: Apache-2.0
package io.custode.api.imports;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of an import. */
public record ImportId(String value) implements Id {
  public ImportId {
    Uuid7.check(value, "import");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static ImportId of(String value) {
    return new ImportId(value);
  }

  /**
   * @return a new id
   */
  public static ImportId next() {
    return new ImportId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
