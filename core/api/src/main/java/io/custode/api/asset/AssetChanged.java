// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** An asset's own data changed. */
public record AssetChanged(EventId id, TenantId tenant, AssetId asset, Instant at)
    implements TenantEvent {}
