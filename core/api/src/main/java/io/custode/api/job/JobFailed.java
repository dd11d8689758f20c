// SPDX-License-Identifier: Apache-2.0
package io.custode.api.job;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * A run of a job did not do its work.
 *
 * @param state failed, timed out or lost
 * @param repeated whether the platform runs it again by itself
 */
public record JobFailed(
    EventId id,
    String job,
    Instant dueAt,
    RunState state,
    String reason,
    boolean repeated,
    Instant at)
    implements DomainEvent {}
