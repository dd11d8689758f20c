// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.alert.Severity;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a channel delivers.
 *
 * @param tenant that it is about, or null
 * @param subject one line in the rule's language, at most 200 characters
 * @param text the whole of it in the rule's language
 * @param data the same for machines: {@code id}, {@code kind}, {@code severity}, {@code title},
 *     {@code detail}, {@code tenant}, {@code tenantName}, {@code asset}, {@code at}, {@code link}
 */
public record Notice(
    NoticeId id,
    String kind,
    Severity severity,
    @Nullable TenantId tenant,
    String subject,
    String text,
    Json data,
    Instant at) {}
