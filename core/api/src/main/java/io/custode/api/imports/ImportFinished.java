// SPDX-License-Identifier: Apache-2.0
package io.custode.api.imports;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/** An import is done, or stopped. */
public record ImportFinished(EventId id, ImportId of, ImportState state, Instant at)
    implements DomainEvent {}
