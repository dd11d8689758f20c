// SPDX-License-Identifier: Apache-2.0
package io.custode.api.rollout;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a rollout. */
public record RolloutId(String value) implements Id {
  public RolloutId {
    Uuid7.check(value, "rollout");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static RolloutId of(String value) {
    return new RolloutId(value);
  }

  /**
   * @return a new id
   */
  public static RolloutId next() {
    return new RolloutId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
