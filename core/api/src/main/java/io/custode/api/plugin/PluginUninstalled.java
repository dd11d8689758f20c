// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * A plugin was taken out; its data is still there.
 *
 * @param by id of the user who did it: an event names nobody
 */
public record PluginUninstalled(EventId id, Instant at, PluginId plugin, String version, String by)
    implements DomainEvent {}
