// SPDX-License-Identifier: Apache-2.0
package io.custode.api.compliance;

import io.custode.api.asset.AssetId;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was said of an asset and an item.
 *
 * @param since since when the state is this, whatever became of reason and evidence
 * @param from from when on just this was said
 * @param until when something else was said, or null if this is what is said now
 */
public record ComplianceEntry(
    TenantId tenant,
    AssetId asset,
    String item,
    ComplianceState state,
    String reason,
    Json evidence,
    Instant since,
    Instant from,
    @Nullable Instant until) {}
