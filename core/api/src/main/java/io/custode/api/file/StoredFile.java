// SPDX-License-Identifier: Apache-2.0
package io.custode.api.file;

import io.custode.api.access.UserId;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/**
 * A file. It never changes.
 *
 * @param about what it belongs to
 * @param size in bytes
 * @param sha256 of its content, in lower-case hexadecimal
 * @param storedBy the user, or the part of the platform
 */
public record StoredFile(
    FileId id,
    TenantId tenant,
    String name,
    String about,
    long size,
    String sha256,
    UserId storedBy,
    Instant storedAt) {}
