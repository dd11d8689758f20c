// SPDX-License-Identifier: Apache-2.0
package io.custode.api.person;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a user or a contact, whichever it is. */
public record PersonId(String value) implements Id {
  public PersonId {
    Uuid7.check(value, "person");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static PersonId of(String value) {
    return new PersonId(value);
  }

  /**
   * @return a new id
   */
  public static PersonId next() {
    return new PersonId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
