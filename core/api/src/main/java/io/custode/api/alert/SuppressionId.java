// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a suppression. */
public record SuppressionId(String value) implements Id {
  public SuppressionId {
    Uuid7.check(value, "suppression");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static SuppressionId of(String value) {
    return new SuppressionId(value);
  }

  /**
   * @return a new id
   */
  public static SuppressionId next() {
    return new SuppressionId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
