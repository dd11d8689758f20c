// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import io.custode.api.asset.AssetId;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An enrolled endpoint program.
 *
 * @param asset the machine it speaks for; null until its first hello
 * @param version of its runtime; null until its first hello
 * @param certificateEnds when its certificate ends, unless renewed
 * @param seenAt last message
 * @param hostname what its machine called itself when it enrolled
 * @param address that it came from then; null: it enrolled before version 0.3
 * @param token that it enrolled with; null: it enrolled before version 0.3
 * @param copyOf the agent whose copy it was, or null
 */
public record Agent(
    AgentId id,
    TenantId tenant,
    @Nullable SiteId site,
    @Nullable AssetId asset,
    State state,
    @Nullable String version,
    Instant enrolledAt,
    Instant certificateEnds,
    @Nullable Instant seenAt,
    @Nullable String hostname,
    @Nullable String address,
    @Nullable TokenId token,
    @Nullable AgentId copyOf) {
  /** Without what is known of its enrolment. */
  public Agent(
      AgentId id,
      TenantId tenant,
      @Nullable SiteId site,
      @Nullable AssetId asset,
      State state,
      @Nullable String version,
      Instant enrolledAt,
      Instant certificateEnds,
      @Nullable Instant seenAt) {
    this(
        id,
        tenant,
        site,
        asset,
        state,
        version,
        enrolledAt,
        certificateEnds,
        seenAt,
        null,
        null,
        null,
        null);
  }

  /** Whether it speaks with us. */
  public enum State {
    ONLINE,
    OFFLINE,
    /** Enrolled with a token that asks for approval; not heard until somebody gives it. */
    PENDING,
    /** Its certificate is no longer accepted. */
    REVOKED
  }
}
