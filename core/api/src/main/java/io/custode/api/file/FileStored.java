// SPDX-License-Identifier: Apache-2.0
package io.custode.api.file;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/**
 * A file was stored.
 *
 * @param about what it belongs to
 */
public record FileStored(EventId id, TenantId tenant, FileId file, String about, Instant at)
    implements TenantEvent {}
