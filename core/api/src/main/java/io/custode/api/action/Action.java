// SPDX-License-Identifier: Apache-2.0
package io.custode.api.action;

import io.custode.api.asset.AssetId;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work for the agent of an asset.
 *
 * @param verb name of the agent's handler, {@code run-script}
 * @param input the handler's record
 * @param lockKey actions of one asset with the same key run one after another; null: no lock
 * @param priority higher first
 * @param output the handler's result record, null until it succeeded or failed
 * @param reason why it failed, is unknown, expired or was cancelled
 */
public record Action(
    ActionId id,
    TenantId tenant,
    AssetId asset,
    String verb,
    Json input,
    ActionState state,
    Instant notBefore,
    Instant expiresAt,
    @Nullable String lockKey,
    int priority,
    String requestedBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Json output,
    @Nullable String reason) {}
