// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in, as commands show him.
 *
 * @param disabledAt since when he cannot; null: he can
 * @param networks from where he may come; none: from anywhere
 * @param breakGlass whether he is for emergencies: not bound by networks, nor by a second factor
 *     that his role needs
 */
public record User(
    UserId id,
    String name,
    Principal.Kind kind,
    @Nullable TenantId tenant,
    String role,
    Instant createdAt,
    @Nullable Instant disabledAt,
    List<String> networks,
    boolean breakGlass) {}
