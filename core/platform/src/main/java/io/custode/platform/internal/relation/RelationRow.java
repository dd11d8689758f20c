// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.relation;

import io.custode.api.asset.AssetId;
import io.custode.api.relation.Relation;
import io.custode.api.relation.RelationId;
import io.custode.api.relation.RelationKind;
import io.custode.api.tenant.TenantId;
import javax.persistence.Column;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;

/** The columns of a relation. */
@MappedSuperclass
public class RelationRow {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  @Column(name = "from_id", nullable = false)
  private String source = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private RelationKind kind = RelationKind.PART_OF;

  @Column(name = "to_id", nullable = false)
  private String target = "";

  protected RelationRow() {}

  RelationRow(String source, RelationKind kind, String target) {
    this.id = RelationId.next().value();
    this.source = source;
    this.kind = kind;
    this.target = target;
  }

  Relation toRelation(TenantId of) {
    return new Relation(RelationId.of(id), of, AssetId.of(source), kind, target);
  }

  Relation toRelation() {
    return toRelation(TenantId.of(tenant));
  }
}
