// SPDX-License-Identifier: Apache-2.0
package io.custode.api.contact;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a contact. */
public record ContactId(String value) implements Id {
  public ContactId {
    Uuid7.check(value, "contact");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static ContactId of(String value) {
    return new ContactId(value);
  }

  /**
   * @return a new id
   */
  public static ContactId next() {
    return new ContactId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
