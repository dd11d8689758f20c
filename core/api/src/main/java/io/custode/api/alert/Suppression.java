// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

import io.custode.api.access.UserId;
import io.custode.api.asset.AssetId;
import io.custode.api.calendar.CalendarId;
import io.custode.api.group.GroupId;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is expected, and until when.
 *
 * @param until null if it does not end by itself
 * @param by who said so
 */
public record Suppression(
    SuppressionId id,
    TenantId tenant,
    @Nullable AssetId asset,
    @Nullable GroupId group,
    @Nullable String kind,
    Instant from,
    @Nullable Instant until,
    @Nullable CalendarId calendar,
    String reason,
    UserId by,
    long revision) {}
