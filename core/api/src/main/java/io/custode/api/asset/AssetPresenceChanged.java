// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** An asset's agent came or went. */
public record AssetPresenceChanged(
    EventId id, TenantId tenant, AssetId asset, boolean online, Instant at)
    implements TenantEvent {}
