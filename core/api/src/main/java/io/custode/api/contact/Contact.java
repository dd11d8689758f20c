// SPDX-License-Identifier: Apache-2.0
package io.custode.api.contact;

import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at a customer's.
 *
 * @param site where he works, or null
 * @param email address, or null
 * @param phone as he wrote it, or null
 * @param revision counts changes; send it back to change the row
 */
public record Contact(
    ContactId id,
    TenantId tenant,
    @Nullable SiteId site,
    String name,
    @Nullable String email,
    @Nullable String phone,
    Instant createdAt,
    long revision) {}
