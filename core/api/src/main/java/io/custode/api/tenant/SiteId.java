// SPDX-License-Identifier: Apache-2.0
package io.custode.api.tenant;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a site. */
public record SiteId(String value) implements Id {
  public SiteId {
    Uuid7.check(value, "site");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static SiteId of(String value) {
    return new SiteId(value);
  }

  /**
   * @return a new id
   */
  public static SiteId next() {
    return new SiteId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
