// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * A step of the replacement of the certificate authority was made.
 *
 * @param current fingerprint of the one that signs now
 */
public record AuthorityChanged(EventId id, Instant at, Stage stage, String current)
    implements DomainEvent {}
