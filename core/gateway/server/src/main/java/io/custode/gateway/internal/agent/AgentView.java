// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

import io.custode.api.agent.Agent;
import io.custode.api.agent.AgentId;
import io.custode.api.agent.TokenId;
import io.custode.api.asset.AssetId;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.FleetView;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Agents of all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "agent")
public class AgentView {
  @Id private String id = "";

  @Column(name = "tenant_id")
  private String tenant = "";

  @Column(name = "site_id")
  private @Nullable String site;

  @Column(name = "asset_id")
  private @Nullable String asset;

  @Column(name = "version")
  private @Nullable String version;

  @Column(name = "online")
  private int online;

  @Column(name = "enrolled_at")
  @Convert(converter = InstantMicros.class)
  private Instant enrolledAt = Instant.EPOCH;

  @Column(name = "certificate_ends")
  @Convert(converter = InstantMicros.class)
  private Instant certificateEnds = Instant.EPOCH;

  @Column(name = "seen_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant seenAt;

  @Column(name = "revoked_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant revokedAt;

  @Column(name = "clock_offset")
  private long clockOffset;

  @Column(name = "pending")
  private int pending;

  @Column(name = "clone_of")
  private @Nullable String cloneOf;

  @Column(name = "hostname")
  private String hostname = "";

  @Column(name = "token_id")
  private @Nullable String token;

  @Column(name = "address")
  private @Nullable String address;

  @Column(name = "trusts")
  private @Nullable String trusts;

  @Column(name = "certified_by")
  private @Nullable String certifiedBy;

  protected AgentView() {}

  boolean copied() {
    return cloneOf != null;
  }

  AgentRows.Trust toTrust() {
    return new AgentRows.Trust(toAgent(), hostname, trusts, certifiedBy);
  }

  long clockOffset() {
    return clockOffset;
  }

  Agent toAgent() {
    return new Agent(
        AgentId.of(id),
        TenantId.of(tenant),
        site == null ? null : SiteId.of(site),
        asset == null ? null : AssetId.of(asset),
        AgentEntity.state(revokedAt, pending != 0, online != 0),
        version,
        enrolledAt,
        certificateEnds,
        seenAt,
        hostname,
        address,
        token == null ? null : TokenId.of(token),
        cloneOf == null ? null : AgentId.of(cloneOf));
  }
}
