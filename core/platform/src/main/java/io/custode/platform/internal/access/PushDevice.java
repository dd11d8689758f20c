// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A browser of the caller that is told.
 *
 * @param fingerprint SHA-256 of its endpoint, in hex: by it a browser knows itself
 * @param toldAt when its push service took a message for it last; null: never
 */
public record PushDevice(
    String id, String label, String fingerprint, Instant createdAt, @Nullable Instant toldAt) {}
