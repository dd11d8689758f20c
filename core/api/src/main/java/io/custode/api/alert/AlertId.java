// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of an alert. */
public record AlertId(String value) implements Id {
  public AlertId {
    Uuid7.check(value, "alert");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static AlertId of(String value) {
    return new AlertId(value);
  }

  /**
   * @return a new id
   */
  public static AlertId next() {
    return new AlertId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
