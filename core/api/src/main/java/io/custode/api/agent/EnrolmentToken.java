// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets one machine in, once. The secret is shown only when it is issued and stored only as a hash.
 *
 * @param usedAt when, or null
 * @param revokedAt when, or null
 */
public record EnrolmentToken(
    TokenId id,
    TenantId tenant,
    @Nullable SiteId site,
    String issuedBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant usedAt,
    @Nullable Instant revokedAt) {}
