// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

import io.custode.api.agent.AgentId;
import io.custode.api.agent.EnrolmentToken;
import io.custode.api.agent.TokenId;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Network;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import java.util.List;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** An enrolment token of the bound tenant; its secret only as a hash. */
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

  /** Id of a user; {@code gateway} for its own, {@code unknown} from before ids were kept. */
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

  @Column(name = "uses", nullable = false)
  private int uses = 1;

  @Column(name = "used_count", nullable = false)
  private int usedCount;

  /** Networks, separated by a blank. */
  @Column(name = "networks", length = 1000)
  private @Nullable String networks;

  @Column(name = "approval", nullable = false)
  private int approval;

  /** The agent whose copy is to become one of its own. */
  @Column(name = "clone_of", length = 36)
  private @Nullable String cloneOf;

  /**
   * Fingerprint of the authority that its secret names; null if it was made before two could be.
   */
  @Column(name = "authority", length = 64)
  private @Nullable String authority;

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

  /** For many machines. */
  void rollOut(int machines, List<String> from, boolean toBeApproved) {
    uses = machines;
    networks = from.isEmpty() ? null : String.join(" ", from);
    approval = toBeApproved ? 1 : 0;
  }

  void names(String fingerprint) {
    authority = fingerprint;
  }

  @Nullable String authority() {
    return authority;
  }

  void forCloneOf(AgentId agent) {
    cloneOf = agent.value();
  }

  @Nullable String cloneOf() {
    return cloneOf;
  }

  boolean approval() {
    return approval != 0;
  }

  List<String> networks() {
    return networks == null ? List.of() : List.of(networks.split(" "));
  }

  /**
   * @param address of who asks
   */
  boolean letsIn(String address) {
    return networks().isEmpty() || networks().stream().anyMatch(n -> new Network(n).holds(address));
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
    return usedCount >= uses;
  }

  boolean revoked() {
    return revokedAt != null;
  }

  boolean expired(Instant now) {
    return now.isAfter(expiresAt);
  }

  /** The row's revision makes sure that no two count as one. */
  void use(String agent, Instant now) {
    usedCount++;
    usedAt = now;
    usedBy = agent;
  }

  void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
    }
  }

  String issuedBy() {
    return issuedBy;
  }

  /**
   * @param name of who issued it
   */
  EnrolmentToken toToken(TenantId tenant, String name) {
    return new EnrolmentToken(
        TokenId.of(id),
        tenant,
        site == null ? null : SiteId.of(site),
        name,
        createdAt,
        expiresAt,
        usedAt,
        revokedAt,
        uses,
        usedCount,
        networks(),
        approval());
  }
}
