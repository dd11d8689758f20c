// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * Somebody wants to install a plugin that asks for more than what is there, and a second person has
 * to agree.
 *
 * @param approval id of the request
 * @param sha256 of the jar
 * @param by id of the user who asked: an event names nobody
 */
public record PluginApprovalAsked(
    EventId id,
    Instant at,
    String approval,
    PluginId plugin,
    String version,
    String sha256,
    String by)
    implements DomainEvent {}
