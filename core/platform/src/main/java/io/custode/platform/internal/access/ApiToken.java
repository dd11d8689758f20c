// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.ApiTokenId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API token as commands show it: never its secret.
 *
 * @param user sign-in name of whom it acts for
 * @param permissions the only ones it has of his; none: all of his
 * @param createdAt null if version 0.1.0 issued it
 * @param usedAt when it was last used, to ten minutes; null: never
 */
public record ApiToken(
    ApiTokenId id,
    String user,
    String label,
    List<String> permissions,
    @Nullable Instant createdAt,
    Instant endsAt,
    @Nullable Instant usedAt) {}
