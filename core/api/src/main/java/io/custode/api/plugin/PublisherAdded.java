// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * Plugins of a publisher may be installed from now on.
 *
 * @param key fingerprint of the publisher's key, SHA-256 in hexadecimal
 * @param certificate fingerprint of the certificate that was added
 * @param by id of the user who did it
 */
public record PublisherAdded(EventId id, Instant at, String key, String certificate, String by)
    implements DomainEvent {}
