// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/** The platform gives a version of the agent's program no more. */
public record AgentReleaseRemoved(EventId id, Instant at, AgentReleaseId release)
    implements DomainEvent {}
