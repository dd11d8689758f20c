// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

import io.custode.api.agent.AgentId;
import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import java.time.Instant;

/** Two machines spoke as one agent; one of them was told to enrol anew. */
public record AgentCopied(EventId id, TenantId tenant, AgentId agent, Instant at)
    implements TenantEvent {}
