// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a browser session; not its secret. */
public record SessionId(String value) implements Id {
  public SessionId {
    Uuid7.check(value, "session");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static SessionId of(String value) {
    return new SessionId(value);
  }

  /**
   * @return a new id
   */
  public static SessionId next() {
    return new SessionId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
