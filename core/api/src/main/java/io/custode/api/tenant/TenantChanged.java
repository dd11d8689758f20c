// SPDX-License-Identifier: Apache-2.0
package io.custode.api.tenant;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import java.time.Instant;

/** A tenant has another name. */
public record TenantChanged(EventId id, TenantId tenant, String name, Instant at)
    implements TenantEvent {}
