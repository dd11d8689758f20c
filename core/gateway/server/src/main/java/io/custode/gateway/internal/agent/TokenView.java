// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

import io.custode.persistence.FleetView;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Enrolment tokens of all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "enrolment_token")
public class TokenView {
  @Id private String id = "";

  @Column(name = "tenant_id")
  private String tenant = "";

  @Column(name = "expires_at")
  @Convert(converter = InstantMicros.class)
  private Instant expiresAt = Instant.EPOCH;

  @Column(name = "revoked_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant revokedAt;

  @Column(name = "uses")
  private int uses;

  @Column(name = "used_count")
  private int usedCount;

  @Column(name = "authority")
  private @Nullable String authority;

  protected TokenView() {}
}
