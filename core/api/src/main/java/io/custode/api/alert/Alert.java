// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

import io.custode.api.access.UserId;
import io.custode.api.asset.AssetId;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody should look at.
 *
 * @param source {@code core} or the plugin that it is from: the first word of its kind
 * @param suppressed whether nobody is to be disturbed by it now
 * @param cause the first cause, or null if it follows from nothing known; never the consequence of
 *     another
 * @param count how often it was raised, 1 or more
 * @param raisedAt when first
 * @param lastAt when last
 * @param handledBy who acknowledged it, or null
 * @param note what was said when it was acknowledged, resolved or reopened last, or null
 */
public record Alert(
    AlertId id,
    TenantId tenant,
    @Nullable AssetId asset,
    String source,
    String kind,
    String key,
    Severity severity,
    AlertState state,
    boolean suppressed,
    String title,
    @Nullable String detail,
    @Nullable AlertId cause,
    long count,
    Instant raisedAt,
    Instant lastAt,
    @Nullable UserId handledBy,
    @Nullable String note,
    @Nullable Instant resolvedAt,
    long revision) {}
