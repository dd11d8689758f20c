// SPDX-License-Identifier: Apache-2.0
package io.custode.api.provider;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/** The provider has another name, look, language or time zone from now on. */
public record ProviderChanged(EventId id, Instant at) implements DomainEvent {}
