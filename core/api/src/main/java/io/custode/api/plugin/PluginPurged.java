// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * The data of a plugin that was taken out was deleted, for good.
 *
 * @param by id of the user who did it: an event names nobody
 */
public record PluginPurged(EventId id, Instant at, PluginId plugin, String by)
    implements DomainEvent {}
