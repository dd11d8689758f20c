// SPDX-License-Identifier: Apache-2.0
package io.custode.api.policy;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** A policy of a tenant was set or cleared. What applies to its assets may have changed. */
public record PolicyChanged(
    EventId id, TenantId tenant, String type, PolicyTarget target, Instant at)
    implements TenantEvent {}
