// SPDX-License-Identifier: Apache-2.0
package io.custode.api.event;

import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A listener could not take an event, however often it was told; it waits for somebody to replay or
 * drop it. Others have heard it.
 *
 * @param event the event that is stuck
 * @param type class name of its record
 * @param about the tenant that it is of, or null
 * @param listener name of the listener's component
 * @param reason what the listener said last, 500 characters at most
 */
public record EventStuck(
    EventId id,
    Instant at,
    EventId event,
    String type,
    @Nullable TenantId about,
    String listener,
    String reason)
    implements DomainEvent {}
