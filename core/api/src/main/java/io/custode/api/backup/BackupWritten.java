// SPDX-License-Identifier: Apache-2.0
package io.custode.api.backup;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * A backup of the platform was written.
 *
 * @param file its path on the machine of the node that wrote it
 * @param bytes its size
 * @param rows in it, of all tables
 * @param by id of the user who asked for it: an event names nobody
 */
public record BackupWritten(EventId id, Instant at, String file, long bytes, long rows, String by)
    implements DomainEvent {}
