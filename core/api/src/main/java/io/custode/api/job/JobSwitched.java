// SPDX-License-Identifier: Apache-2.0
package io.custode.api.job;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/** The schedule of a job was switched on or off. */
public record JobSwitched(EventId id, String job, boolean enabled, Instant at)
    implements DomainEvent {}
