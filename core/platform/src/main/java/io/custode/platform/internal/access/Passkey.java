// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A passkey of the caller.
 *
 * @param synced whether it may be on several of his devices
 * @param usedAt when he signed in by it last; null: never
 */
public record Passkey(
    String id, String label, boolean synced, Instant createdAt, @Nullable Instant usedAt) {}
