// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plugin was to be changed, and that did not work, or its node ended meanwhile.
 *
 * @param from the version before, or null
 * @param to the version that did not come, or null
 * @param why for people, with what is there now
 * @param by id of the user who did it: an event names nobody
 */
public record PluginChangeFailed(
    EventId id,
    Instant at,
    PluginId plugin,
    PluginChange.Verb verb,
    @Nullable String from,
    @Nullable String to,
    String why,
    String by)
    implements DomainEvent {}
