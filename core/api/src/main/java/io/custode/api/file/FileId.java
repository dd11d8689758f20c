// SPDX-License-Identifier: Apache-2.0
package io.custode.api.file;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a stored file. */
public record FileId(String value) implements Id {
  public FileId {
    Uuid7.check(value, "file");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static FileId of(String value) {
    return new FileId(value);
  }

  /**
   * @return a new id
   */
  public static FileId next() {
    return new FileId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
