// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a user. */
public record UserId(String value) implements Id {
  public UserId {
    Uuid7.check(value, "user");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static UserId of(String value) {
    return new UserId(value);
  }

  /**
   * @return a new id
   */
  public static UserId next() {
    return new UserId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
