// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of an enrolment token; not the secret. */
public record TokenId(String value) implements Id {
  public TokenId {
    Uuid7.check(value, "token");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static TokenId of(String value) {
    return new TokenId(value);
  }

  /**
   * @return a new id
   */
  public static TokenId next() {
    return new TokenId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
