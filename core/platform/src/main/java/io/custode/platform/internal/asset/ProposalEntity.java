// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.AssetId;
import io.custode.api.asset.MergeProposal;
import io.custode.api.asset.ProposalId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A question to a person: are these two one machine? */
@Entity
@Table(name = "merge_proposal")
public class ProposalEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  @Column(name = "asset_id", nullable = false)
  private String asset = "";

  @Column(name = "other_id", nullable = false)
  private String other = "";

  @Column(nullable = false)
  private String reason = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private MergeProposal.State state = MergeProposal.State.OPEN;

  @Convert(converter = InstantMicros.class)
  @Column(name = "created_at", nullable = false)
  private Instant createdAt = Instant.EPOCH;

  protected ProposalEntity() {}

  ProposalEntity(AssetEntity asset, AssetEntity other, String reason) {
    this.id = ProposalId.next().value();
    this.asset = asset.id();
    this.other = other.id();
    this.reason = reason;
    this.createdAt = Instant.now();
  }

  MergeProposal.State state() {
    return state;
  }

  String asset() {
    return asset;
  }

  String other() {
    return other;
  }

  void end(MergeProposal.State as) {
    state = as;
  }

  MergeProposal toProposal() {
    return new MergeProposal(
        ProposalId.of(id),
        TenantId.of(tenant),
        AssetId.of(asset),
        AssetId.of(other),
        reason,
        state,
        createdAt);
  }
}
