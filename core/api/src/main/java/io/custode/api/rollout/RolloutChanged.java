// SPDX-License-Identifier: Apache-2.0
package io.custode.api.rollout;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** A rollout began, opened a ring, or came to another state. */
public record RolloutChanged(
    EventId id, TenantId tenant, RolloutId rollout, RolloutState state, int ringsOpen, Instant at)
    implements TenantEvent {}
