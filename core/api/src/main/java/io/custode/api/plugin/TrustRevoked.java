// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * A publisher's key or a single jar is not trusted any more.
 *
 * @param what {@code key:} or {@code jar:} and its SHA-256 in hexadecimal
 * @param by id of the user who did it, or {@code catalog:} and the name of the catalog that said so
 */
public record TrustRevoked(EventId id, Instant at, String what, String by) implements DomainEvent {}
