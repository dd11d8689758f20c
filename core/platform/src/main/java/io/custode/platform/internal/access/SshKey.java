// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key by which a user comes into the shell.
 *
 * @param user his sign-in name
 * @param fingerprint as {@code ssh-keygen -l} shows it
 * @param usedAt when he came by it last; null: never
 */
public record SshKey(
    String id,
    String user,
    String label,
    String type,
    String fingerprint,
    Instant createdAt,
    @Nullable Instant usedAt) {}
