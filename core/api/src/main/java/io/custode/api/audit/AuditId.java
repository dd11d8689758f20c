// SPDX-License-Identifier: Apache-2.0
package io.custode.api.audit;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of an audit entry. */
public record AuditId(String value) implements Id {
  public AuditId {
    Uuid7.check(value, "audit");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static AuditId of(String value) {
    return new AuditId(value);
  }

  /**
   * @return a new id
   */
  public static AuditId next() {
    return new AuditId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
