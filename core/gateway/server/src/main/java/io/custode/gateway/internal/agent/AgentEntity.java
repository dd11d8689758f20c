// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

import io.custode.api.agent.Agent;
import io.custode.api.agent.AgentId;
import io.custode.api.agent.TokenId;
import io.custode.api.asset.AssetId;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An agent of the bound tenant. */
@Entity
@Table(name = "agent")
public class AgentEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "site_id", length = 36)
  private @Nullable String site;

  @Column(name = "asset_id", length = 36)
  private @Nullable String asset;

  @Column(name = "hostname", length = 255)
  private String hostname = "";

  @Column(name = "version", length = 64)
  private @Nullable String version;

  @Column(name = "online", nullable = false)
  private int online;

  @Column(name = "enrolled_at", nullable = false)
  @Convert(converter = InstantMicros.class)
  private Instant enrolledAt = Instant.EPOCH;

  @Column(name = "certificate_ends", nullable = false)
  @Convert(converter = InstantMicros.class)
  private Instant certificateEnds = Instant.EPOCH;

  @Column(name = "seen_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant seenAt;

  @Column(name = "revoked_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant revokedAt;

  /** Platform's clock minus agent's, as of its last hello. */
  @Column(name = "clock_offset", nullable = false)
  private long clockOffset;

  @Column(name = "pending", nullable = false)
  private int pending;

  /** The agent whose copy it was. */
  @Column(name = "clone_of", length = 36)
  private @Nullable String cloneOf;

  @Column(name = "token_id", length = 36)
  private @Nullable String token;

  /** That it enrolled from. */
  @Column(name = "address", length = 100)
  private @Nullable String address;

  /** Fingerprints of the authorities that it trusts, as it said; null if it said nothing. */
  @Column(name = "trusts", length = 300)
  private @Nullable String trusts;

  /** Fingerprint of the authority that its certificate is by. */
  @Column(name = "certified_by", length = 64)
  private @Nullable String certifiedBy;

  protected AgentEntity() {}

  public AgentEntity(
      AgentId id, @Nullable String site, String hostname, Instant now, Instant certificateEnds) {
    this.id = id.value();
    this.site = site;
    this.hostname = hostname;
    this.enrolledAt = now;
    this.certificateEnds = certificateEnds;
  }

  public String id() {
    return id;
  }

  void enrolledBy(TokenEntity token, String from) {
    this.token = token.id();
    address = from.length() > 100 ? from.substring(0, 100) : from;
    pending = token.approval() ? 1 : 0;
    cloneOf = token.cloneOf();
  }

  boolean pending() {
    return pending != 0;
  }

  void approve() {
    pending = 0;
  }

  public boolean online() {
    return online != 0;
  }

  public boolean revoked() {
    return revokedAt != null;
  }

  public @Nullable Instant seenAt() {
    return seenAt;
  }

  /** Ends its access. */
  void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
      online = 0;
    }
  }

  public void renewed(Instant ends, String by) {
    certificateEnds = ends;
    certifiedBy = by;
  }

  void certifiedBy(String authority) {
    certifiedBy = authority;
  }

  /** What it says of its certificate, which may be the one before: the answer was lost. */
  public void believes(@Nullable String authorities, @Nullable String by) {
    trusts = authorities;
    certifiedBy = Objects.requireNonNullElse(by, certifiedBy);
  }

  public void speaksFor(AssetId next) {
    asset = next.value();
  }

  /** Notes its hello. */
  public void greeted(@Nullable String runtime, long offsetMillis) {
    version = Objects.requireNonNullElse(runtime, version);
    clockOffset = offsetMillis;
  }

  /**
   * @return whether it came or went by this
   */
  public boolean present(boolean here, @Nullable Instant at) {
    if (at != null && (seenAt == null || at.isAfter(seenAt))) {
      seenAt = at;
    }
    if (revokedAt != null || here == online()) {
      return false;
    }
    online = here ? 1 : 0;
    return true;
  }

  Agent toAgent(TenantId tenant) {
    return new Agent(
        AgentId.of(id),
        tenant,
        site == null ? null : SiteId.of(site),
        asset == null ? null : AssetId.of(asset),
        state(revokedAt, pending(), online()),
        version,
        enrolledAt,
        certificateEnds,
        seenAt,
        hostname,
        address,
        token == null ? null : TokenId.of(token),
        cloneOf == null ? null : AgentId.of(cloneOf));
  }

  static Agent.State state(@Nullable Instant revokedAt, boolean pending, boolean online) {
    if (revokedAt != null) {
      return Agent.State.REVOKED;
    }
    if (pending) {
      return Agent.State.PENDING;
    }
    return online ? Agent.State.ONLINE : Agent.State.OFFLINE;
  }
}
