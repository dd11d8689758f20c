// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user with what he sees and signs in with.
 *
 * @param allTenants whether he sees new tenants too
 * @param visible tenants he sees, at most 1000 of them
 * @param secondFactor whether his sign-in needs a code
 * @param passkeys how many he has
 * @param providers ids of sign-in providers by which he can come
 * @param mail where he is sent a code if he forgets his password, or null
 */
public record UserDetail(
    User user,
    boolean allTenants,
    List<TenantId> visible,
    boolean secondFactor,
    long passkeys,
    List<String> providers,
    @Nullable String mail) {}
