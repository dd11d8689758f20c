// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.tenant.TenantId;
import java.time.Instant;

/**
 * Two assets of one tenant that may be the same machine; a person decides.
 *
 * @param asset the newer one
 * @param other the older one, which survives a merge
 * @param reason why they may be one, in a sentence
 */
public record MergeProposal(
    ProposalId id,
    TenantId tenant,
    AssetId asset,
    AssetId other,
    String reason,
    State state,
    Instant createdAt) {
  /** What became of it. */
  public enum State {
    OPEN,
    MERGED,
    REJECTED
  }
}
