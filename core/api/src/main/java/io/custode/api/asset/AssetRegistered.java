// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** An asset came to be, by hand or by its agent's first word. */
public record AssetRegistered(EventId id, TenantId tenant, AssetId asset, String name, Instant at)
    implements TenantEvent {}
