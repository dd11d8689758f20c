// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/** The platform has a version of the agent's program to give. */
public record AgentReleaseAdded(EventId id, Instant at, AgentReleaseId release)
    implements DomainEvent {}
