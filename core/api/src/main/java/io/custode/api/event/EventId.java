// SPDX-License-Identifier: Apache-2.0
package io.custode.api.event;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of an event; listeners are idempotent by it. */
public record EventId(String value) implements Id {
  public EventId {
    Uuid7.check(value, "event");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static EventId of(String value) {
    return new EventId(value);
  }

  /**
   * @return a new id
   */
  public static EventId next() {
    return new EventId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
