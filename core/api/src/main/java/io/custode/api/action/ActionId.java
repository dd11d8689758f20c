// SPDX-License-Identifier: Apache-2.0
package io.custode.api.action;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of an action. */
public record ActionId(String value) implements Id {
  public ActionId {
    Uuid7.check(value, "action");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static ActionId of(String value) {
    return new ActionId(value);
  }

  /**
   * @return a new id
   */
  public static ActionId next() {
    return new ActionId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
