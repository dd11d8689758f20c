// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/** What kept a plugin out of service is over, or somebody vouches for it: it runs. */
public record PluginReleased(EventId id, Instant at, PluginId plugin, String version)
    implements DomainEvent {}
