// SPDX-License-Identifier: Apache-2.0
package io.custode.api.person;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * A user or contact was erased: whoever keeps something of that person forgets it now. It names
 * nobody.
 */
public record PersonErased(EventId id, PersonId person, Instant at) implements DomainEvent {}
