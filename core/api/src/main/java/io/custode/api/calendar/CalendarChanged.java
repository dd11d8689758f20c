// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** A calendar of a tenant came to be, changed, or went. */
public record CalendarChanged(
    EventId id, TenantId tenant, CalendarId calendar, CalendarFate fate, Instant at)
    implements TenantEvent {}
