// SPDX-License-Identifier: Apache-2.0
package io.custode.api.relation;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a relation. */
public record RelationId(String value) implements Id {
  public RelationId {
    Uuid7.check(value, "relation");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static RelationId of(String value) {
    return new RelationId(value);
  }

  /**
   * @return a new id
   */
  public static RelationId next() {
    return new RelationId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
