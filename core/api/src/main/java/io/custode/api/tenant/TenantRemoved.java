// SPDX-License-Identifier: Apache-2.0
package io.custode.api.tenant;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * A tenant is gone, with all that the core kept of it. Whoever keeps more of it deletes that now.
 * It is told to nobody as that tenant's: it cannot be bound any more.
 */
public record TenantRemoved(EventId id, TenantId tenant, Instant at) implements DomainEvent {}
