// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/** A calendar of the provider came to be, changed, or went. */
public record ProviderCalendarChanged(
    EventId id, CalendarId calendar, CalendarFate fate, Instant at) implements DomainEvent {}
