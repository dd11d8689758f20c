// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of an API token; not the token itself. */
public record ApiTokenId(String value) implements Id {
  public ApiTokenId {
    Uuid7.check(value, "token");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static ApiTokenId of(String value) {
    return new ApiTokenId(value);
  }

  /**
   * @return a new id
   */
  public static ApiTokenId next() {
    return new ApiTokenId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
