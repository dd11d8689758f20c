// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * A role that an administrator defined was made, changed or removed.
 *
 * @param role its name
 * @param fate what became of it
 */
public record RoleChanged(EventId id, Instant at, String role, RoleFate fate)
    implements DomainEvent {}
