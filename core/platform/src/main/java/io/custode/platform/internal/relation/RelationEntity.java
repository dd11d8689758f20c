// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.relation;

import io.custode.api.relation.RelationKind;
import javax.persistence.Entity;
import javax.persistence.Table;

/** A relation, in its tenant. */
@Entity
@Table(name = "relation")
public class RelationEntity extends RelationRow {
  protected RelationEntity() {}

  RelationEntity(String source, RelationKind kind, String target) {
    super(source, kind, target);
  }
}
