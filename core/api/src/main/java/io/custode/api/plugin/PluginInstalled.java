// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plugin was installed, or replaced by another version of itself, and works.
 *
 * @param publisher fingerprint of the publisher's certificate, SHA-256 in hexadecimal
 * @param sha256 of the jar
 * @param replaced the version that was there before, or null
 * @param by id of the user who did it: an event names nobody
 */
public record PluginInstalled(
    EventId id,
    Instant at,
    PluginId plugin,
    String version,
    String publisher,
    String sha256,
    @Nullable String replaced,
    String by)
    implements DomainEvent {}
