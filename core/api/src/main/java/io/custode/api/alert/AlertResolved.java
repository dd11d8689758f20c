// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

import io.custode.api.asset.AssetId;
import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An alert is over. */
public record AlertResolved(
    EventId id,
    TenantId tenant,
    AlertId alert,
    @Nullable AssetId asset,
    String kind,
    Severity severity,
    String title,
    boolean suppressed,
    Instant at)
    implements TenantEvent {}
