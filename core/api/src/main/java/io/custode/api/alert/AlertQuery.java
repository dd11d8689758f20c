// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

import io.custode.api.asset.AssetId;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts, all conditions together; null means any.
 *
 * @param severity that bad, or worse
 * @param active whether it is not resolved
 * @param cause consequences of that alert
 */
public record AlertQuery(
    @Nullable AssetId asset,
    @Nullable String kind,
    @Nullable Severity severity,
    @Nullable AlertState state,
    @Nullable Boolean active,
    @Nullable Boolean suppressed,
    @Nullable AlertId cause) {
  public static final AlertQuery ANY = new AlertQuery(null, null, null, null, null, null, null);
}
