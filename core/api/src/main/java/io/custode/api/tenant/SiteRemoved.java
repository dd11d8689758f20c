// SPDX-License-Identifier: Apache-2.0
package io.custode.api.tenant;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import java.time.Instant;

/** A site is gone. Nothing of the core stood there any more. */
public record SiteRemoved(EventId id, TenantId tenant, SiteId site, Instant at)
    implements TenantEvent {}
