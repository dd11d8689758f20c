// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

import io.custode.api.agent.EnrolmentToken;
import io.custode.api.agent.TokenId;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A one-time token of the bound tenant; its secret only as a hash. */
@Entity
@Table(name = "enrolment_token")
public class TokenEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "hash", length = 64, nullable = false)
  private String hash = "";

  @Column(name = "site_id", length = 36)
  private @Nullable String site;

  @Column(name = "issued_by", length = 200, nullable = false)
  private String issuedBy = "";

  @Column(name = "created_at", nullable = false)
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "expires_at", nullable = false)
  @Convert(converter = InstantMicros.class)
  private Instant expiresAt = Instant.EPOCH;

  @Column(name = "used_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant usedAt;

  @Column(name = "used_by", length = 36)
  private @Nullable String usedBy;

  @Column(name = "revoked_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant revokedAt;

  protected TokenEntity() {}

  TokenEntity(
      TokenId id,
      String hash,
      @Nullable SiteId site,
      String issuedBy,
      Instant createdAt,
      Instant expiresAt) {
    this.id = id.value();
    this.hash = hash;
    this.site = site == null ? null : site.value();
    this.issuedBy = issuedBy;
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }

  String id() {
    return id;
  }

  String hash() {
    return hash;
  }

  @Nullable String site() {
    return site;
  }

  boolean used() {
    return usedAt != null;
  }

  boolean revoked() {
    return revokedAt != null;
  }

  boolean expired(Instant now) {
    return now.isAfter(expiresAt);
  }

  /** The row's revision makes sure that only one of two does it. */
  void use(String agent, Instant now) {
    usedAt = now;
    usedBy = agent;
  }

  void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
    }
  }

  EnrolmentToken toToken(TenantId tenant) {
    return new EnrolmentToken(
        TokenId.of(id),
        tenant,
        site == null ? null : SiteId.of(site),
        issuedBy,
        createdAt,
        expiresAt,
        usedAt,
        revokedAt);
  }
}
