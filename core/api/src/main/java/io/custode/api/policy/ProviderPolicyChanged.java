// SPDX-License-Identifier: Apache-2.0
package io.custode.api.policy;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/** A policy of the provider was set or cleared. What applies in every tenant may have changed. */
public record ProviderPolicyChanged(EventId id, String type, PolicyTarget target, Instant at)
    implements DomainEvent {}
