// SPDX-License-Identifier: Apache-2.0
package io.custode.api.rollout;

import io.custode.api.asset.AssetId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An asset in a rollout.
 *
 * @param ring which one it is in, from 1
 * @param reason why it failed, or null
 */
public record RolloutAsset(
    AssetId asset,
    int ring,
    RolloutAssetState state,
    @Nullable String reason,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {}
