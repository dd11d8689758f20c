// SPDX-License-Identifier: Apache-2.0
package io.custode.api.rollout;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** Assets of a rollout began or came to an end; told once for each pass over it. */
public record RolloutAdvanced(EventId id, TenantId tenant, RolloutId rollout, Instant at)
    implements TenantEvent {}
