// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * A second person agreed that a plugin may have more than what is there, or did not.
 *
 * @param approval id of the request
 * @param approved whether he agreed
 * @param by id of the user who decided: an event names nobody
 */
public record PluginApprovalDecided(
    EventId id,
    Instant at,
    String approval,
    PluginId plugin,
    String version,
    boolean approved,
    String by)
    implements DomainEvent {}
