// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.contact.ContactId;
import io.custode.api.tenant.TenantId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That an asset is lent.
 *
 * @param contact who has it; null once that contact was removed
 * @param from first day
 * @param until day on which it should be back, or null
 */
public record Loan(
    AssetId asset,
    TenantId tenant,
    @Nullable ContactId contact,
    LocalDate from,
    @Nullable LocalDate until) {}
