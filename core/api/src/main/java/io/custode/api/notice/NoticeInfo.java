// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.alert.Severity;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice on its way.
 *
 * @param attempts how often it was tried
 * @param notBefore when it may go at the earliest: not in quiet hours
 * @param reason why it did not go, or null
 */
public record NoticeInfo(
    NoticeId id,
    NoticeRuleId rule,
    String kind,
    Severity severity,
    @Nullable TenantId tenant,
    String subject,
    NoticeState state,
    int attempts,
    Instant notBefore,
    Instant createdAt,
    @Nullable Instant endedAt,
    @Nullable String reason) {}
