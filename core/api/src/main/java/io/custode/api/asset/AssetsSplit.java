// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.agent.AgentId;
import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A merge was taken apart: what {@link AssetsMerged} gave to the one is the other's again.
 *
 * @param asset that stays
 * @param back that is there again
 * @param agent that speaks for it again, or null
 */
public record AssetsSplit(
    EventId id, TenantId tenant, AssetId asset, AssetId back, @Nullable AgentId agent, Instant at)
    implements TenantEvent {}
