// SPDX-License-Identifier: Apache-2.0
package io.custode.api.tenant;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import java.time.Instant;

/** A site has another name. */
public record SiteChanged(EventId id, TenantId tenant, SiteId site, String name, Instant at)
    implements TenantEvent {}
