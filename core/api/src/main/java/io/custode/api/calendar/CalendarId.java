// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a calendar. */
public record CalendarId(String value) implements Id {
  public CalendarId {
    Uuid7.check(value, "calendar");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static CalendarId of(String value) {
    return new CalendarId(value);
  }

  /**
   * @return a new id
   */
  public static CalendarId next() {
    return new CalendarId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
