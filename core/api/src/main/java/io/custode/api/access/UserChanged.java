// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * Something about a user changed: himself, what he signs in with, or what he may do.
 *
 * @param user whom it is about
 * @param fate what became of him
 */
public record UserChanged(EventId id, Instant at, UserId user, UserFate fate)
    implements DomainEvent {}
