// SPDX-License-Identifier: Apache-2.0
package io.custode.api.action;

import io.custode.api.asset.AssetId;
import io.custode.api.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An action to be, in the tenant that is bound.
 *
 * @param verb name of the agent's handler, {@code run-script}; of one in a module {@code acme.scan}
 * @param input at most 128 KiB; null: the empty record
 * @param notBefore null: now
 * @param expiresAt null: a day after notBefore; at most 30 days
 * @param priority null: 0; -100 to 100
 */
public record NewAction(
    AssetId asset,
    String verb,
    @Nullable Json input,
    @Nullable Instant notBefore,
    @Nullable Instant expiresAt,
    @Nullable String lockKey,
    @Nullable Integer priority) {
  public static NewAction of(AssetId asset, String verb, Json input) {
    return new NewAction(asset, verb, input, null, null, null, null);
  }
}
