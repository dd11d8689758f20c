// SPDX-License-Identifier: Apache-2.0
package io.custode.api.compliance;

import io.custode.api.asset.AssetId;
import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An asset stands otherwise to an item than before.
 *
 * @param before null if it was not looked at before
 * @param now null if the item does not concern the asset any more
 */
public record ComplianceChanged(
    EventId id,
    TenantId tenant,
    AssetId asset,
    String item,
    @Nullable ComplianceState before,
    @Nullable ComplianceState now,
    Instant at)
    implements TenantEvent {}
