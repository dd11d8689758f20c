// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.agent.AgentId;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that the MSP manages for a tenant.
 *
 * @param site where it stands, or null
 * @param agent the agent bound to it, or null
 * @param os operating system as people say it, {@code Debian GNU/Linux 12}; null until an inventory
 *     came
 * @param serial serial number, null if unknown or junk
 * @param cpus logical processors, 0 if unknown
 * @param memoryBytes main memory, 0 if unknown
 * @param seenAt last sign of life, or null
 * @param online whether its agent is connected now
 * @param revision counts changes; send it back to change the row
 */
public record Asset(
    AssetId id,
    TenantId tenant,
    @Nullable SiteId site,
    @Nullable AgentId agent,
    String name,
    AssetKind kind,
    AssetState state,
    @Nullable String os,
    @Nullable String serial,
    int cpus,
    long memoryBytes,
    @Nullable Instant seenAt,
    boolean online,
    Instant createdAt,
    long revision) {}
