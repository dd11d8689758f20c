// SPDX-License-Identifier: Apache-2.0
package io.custode.api.secret;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/** A secret of the provider was set or removed. */
public record SecretChanged(EventId id, Instant at, SecretName name) implements DomainEvent {}
