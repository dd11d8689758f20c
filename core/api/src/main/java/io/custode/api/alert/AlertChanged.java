// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

import io.custode.api.asset.AssetId;
import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something became of an alert; that it was raised again is not told. */
public record AlertChanged(
    EventId id,
    TenantId tenant,
    AlertId alert,
    @Nullable AssetId asset,
    AlertFate fate,
    Severity severity,
    Instant at)
    implements TenantEvent {}
