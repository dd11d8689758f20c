// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agreement;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of an agreement. */
public record AgreementId(String value) implements Id {
  public AgreementId {
    Uuid7.check(value, "agreement");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static AgreementId of(String value) {
    return new AgreementId(value);
  }

  /**
   * @return a new id
   */
  public static AgreementId next() {
    return new AgreementId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
