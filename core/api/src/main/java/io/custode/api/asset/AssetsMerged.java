// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** Two assets turned out to be one; the first lives on. */
public record AssetsMerged(EventId id, TenantId tenant, AssetId asset, AssetId retired, Instant at)
    implements TenantEvent {}
