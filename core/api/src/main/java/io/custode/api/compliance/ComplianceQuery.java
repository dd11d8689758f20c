// SPDX-License-Identifier: Apache-2.0
package io.custode.api.compliance;

import io.custode.api.asset.AssetId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries, all conditions together; null means any.
 *
 * @param at as it was then; null for now
 */
public record ComplianceQuery(
    @Nullable AssetId asset,
    @Nullable String item,
    @Nullable ComplianceState state,
    @Nullable Instant at) {
  public static final ComplianceQuery NOW = new ComplianceQuery(null, null, null, null);
}
