// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A browser session as commands show it: never its secret.
 *
 * @param user sign-in name
 * @param address where it was opened from
 * @param browser what the browser called itself
 * @param seenAt its last request, to a minute
 * @param endsAt when it ends in any case
 */
public record WebSession(
    SessionId id,
    String user,
    @Nullable String address,
    @Nullable String browser,
    @Nullable Instant createdAt,
    @Nullable Instant seenAt,
    Instant endsAt) {}
