// SPDX-License-Identifier: Apache-2.0
package io.custode.api.contact;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** A contact was added, changed or removed. It names nobody. */
public record ContactChanged(
    EventId id, TenantId tenant, ContactId contact, ContactFate fate, Instant at)
    implements TenantEvent {}
