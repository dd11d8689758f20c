// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * A plugin was taken out of service.
 *
 * @param by id of the user who caused it, or what did
 */
public record PluginQuarantined(
    EventId id, Instant at, PluginId plugin, String version, Quarantine.Cause cause, String by)
    implements DomainEvent {}
