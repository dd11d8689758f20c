// SPDX-License-Identifier: Apache-2.0
package io.custode.api.file;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/**
 * A file was removed.
 *
 * @param about what it belongs to
 */
public record FileRemoved(EventId id, TenantId tenant, FileId file, String about, Instant at)
    implements TenantEvent {}
