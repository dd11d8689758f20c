// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * A node is about to rewrite what is in the tables of a plugin: on every node its requests wait
 * until {@link PluginInstalled} or {@link PluginChangeFailed} says how that ended.
 *
 * @param version that is to come
 * @param by id of the user who does it: an event names nobody
 */
public record PluginRewriteBegun(EventId id, Instant at, PluginId plugin, String version, String by)
    implements DomainEvent {}
