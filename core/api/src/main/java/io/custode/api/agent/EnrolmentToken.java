// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets machines in, so many and no more. The secret is shown only when it is issued and stored only
 * as a hash.
 *
 * @param usedAt when last, or null
 * @param revokedAt when, or null
 * @param uses how many machines it enrols
 * @param used how many it has enrolled
 * @param networks that machines may come from; empty: anywhere
 * @param approval whether each machine waits until somebody approves it
 */
public record EnrolmentToken(
    TokenId id,
    TenantId tenant,
    @Nullable SiteId site,
    String issuedBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant usedAt,
    @Nullable Instant revokedAt,
    int uses,
    int used,
    List<String> networks,
    boolean approval) {
  public EnrolmentToken {
    networks = List.copyOf(networks);
  }

  /** For one machine, from anywhere, without approval. */
  public EnrolmentToken(
      TokenId id,
      TenantId tenant,
      @Nullable SiteId site,
      String issuedBy,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant usedAt,
      @Nullable Instant revokedAt) {
    this(
        id,
        tenant,
        site,
        issuedBy,
        createdAt,
        expiresAt,
        usedAt,
        revokedAt,
        1,
        usedAt == null ? 0 : 1,
        List.of(),
        false);
  }
}
