// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * A catalog of plugins came, or a later one of the same name.
 *
 * @param catalog its name
 * @param publisher fingerprint of its publisher's certificate, SHA-256 in hexadecimal
 * @param sha256 of its file
 * @param by id of the user who did it, or of the platform for what the distribution brings
 */
public record PluginCatalogLoaded(
    EventId id, Instant at, String catalog, String publisher, String sha256, String by)
    implements DomainEvent {}
