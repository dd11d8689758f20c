// SPDX-License-Identifier: Apache-2.0
package io.custode.api.module;

import io.custode.api.asset.AssetId;
import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A module crashed too often on a machine and is not tried again. */
public record ModuleHeld(
    EventId id,
    TenantId tenant,
    AssetId asset,
    String module,
    String version,
    @Nullable String reason,
    Instant at)
    implements TenantEvent {}
