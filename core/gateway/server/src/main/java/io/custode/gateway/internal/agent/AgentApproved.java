// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

import io.custode.api.agent.AgentId;
import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** An agent that waited was let in. */
public record AgentApproved(EventId id, TenantId tenant, AgentId agent, Instant at)
    implements TenantEvent {}
