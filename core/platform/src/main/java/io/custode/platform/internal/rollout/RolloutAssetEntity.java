// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.asset.AssetId;
import io.custode.api.id.Uuid7;
import io.custode.api.rollout.RolloutAsset;
import io.custode.api.rollout.RolloutAssetQuery;
import io.custode.api.rollout.RolloutAssetState;
import io.custode.api.rollout.RolloutId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EntityManager;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.TypedQuery;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An asset in a rollout: once, by a unique key. */
@Entity
@Table(name = "rollout_asset")
public class RolloutAssetEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  @Column(name = "rollout_id", nullable = false)
  private String rollout = "";

  @Column(name = "asset_id", nullable = false)
  private String asset = "";

  @Column(name = "ring_number", nullable = false)
  private int ring;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private RolloutAssetState state = RolloutAssetState.WAITING;

  @Column private @Nullable String reason;

  @Convert(converter = InstantMicros.class)
  @Column(name = "started_at")
  private @Nullable Instant startedAt;

  @Convert(converter = InstantMicros.class)
  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  protected RolloutAssetEntity() {}

  RolloutAssetEntity(TenantId tenant, RolloutId rollout, AssetId asset, int ring) {
    this.id = Uuid7.next();
    this.tenant = tenant.value();
    this.rollout = rollout.value();
    this.asset = asset.value();
    this.ring = ring;
  }

  String id() {
    return id;
  }

  RolloutAssetState state() {
    return state;
  }

  void start(Instant now) {
    state = RolloutAssetState.STARTED;
    startedAt = now;
  }

  void end(RolloutAssetState next, @Nullable String why, Instant now) {
    state = next;
    reason = why == null || why.length() <= 500 ? why : why.substring(0, 500);
    endedAt = now;
  }

  RolloutAsset toAsset() {
    return new RolloutAsset(AssetId.of(asset), ring, state, reason, startedAt, endedAt);
  }

  static RolloutPlan.Counts counts(
      EntityManager em, RolloutId id, int endedBefore, int failedBefore) {
    int open = 0;
    int succeeded = 0;
    int failed = 0;
    for (var line :
        em.createQuery(
                "select a.state, count(a) from RolloutAssetEntity a where a.rollout = :rollout"
                    + " group by a.state",
                Object[].class)
            .setParameter("rollout", id.value())
            .getResultList()) {
      int count = ((Number) line[1]).intValue();
      switch ((RolloutAssetState) line[0]) {
        case WAITING, STARTED -> open += count;
        case SUCCEEDED -> succeeded += count;
        case FAILED -> failed += count;
        case SKIPPED -> {}
      }
    }
    return new RolloutPlan.Counts(open, succeeded + failed - endedBefore, failed - failedBefore);
  }

  /** By asset, those behind that one. */
  static TypedQuery<RolloutAssetEntity> after(
      EntityManager em, RolloutId id, RolloutAssetQuery query, String after) {
    var found =
        em.createQuery(
                "select a from RolloutAssetEntity a where a.rollout = :rollout"
                    + (query.ring() == null ? "" : " and a.ring = :ring")
                    + (query.state() == null ? "" : " and a.state = :state")
                    + " and a.asset > :after order by a.asset",
                RolloutAssetEntity.class)
            .setParameter("rollout", id.value())
            .setParameter("after", after);
    if (query.ring() != null) {
      found.setParameter("ring", query.ring());
    }
    if (query.state() != null) {
      found.setParameter("state", query.state());
    }
    return found;
  }

  static RolloutAssetEntity one(EntityManager em, RolloutId id, AssetId asset) {
    return em.createQuery(
            "select a from RolloutAssetEntity a where a.rollout = :rollout and a.asset = :asset",
            RolloutAssetEntity.class)
        .setParameter("rollout", id.value())
        .setParameter("asset", asset.value())
        .getSingleResult();
  }
}
