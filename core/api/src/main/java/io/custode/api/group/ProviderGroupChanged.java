// SPDX-License-Identifier: Apache-2.0
package io.custode.api.group;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/** A group of the provider came to be, changed, or went. */
public record ProviderGroupChanged(EventId id, GroupId group, GroupFate fate, Instant at)
    implements DomainEvent {}
