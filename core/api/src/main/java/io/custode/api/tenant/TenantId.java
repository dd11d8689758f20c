// SPDX-License-Identifier: Apache-2.0
package io.custode.api.tenant;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a tenant. */
public record TenantId(String value) implements Id {
  public TenantId {
    Uuid7.check(value, "tenant");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static TenantId of(String value) {
    return new TenantId(value);
  }

  /**
   * @return a new id
   */
  public static TenantId next() {
    return new TenantId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
