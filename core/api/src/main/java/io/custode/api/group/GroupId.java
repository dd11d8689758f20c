// SPDX-License-Identifier: Apache-2.0
package io.custode.api.group;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of an asset group. */
public record GroupId(String value) implements Id {
  public GroupId {
    Uuid7.check(value, "group");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static GroupId of(String value) {
    return new GroupId(value);
  }

  /**
   * @return a new id
   */
  public static GroupId next() {
    return new GroupId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
