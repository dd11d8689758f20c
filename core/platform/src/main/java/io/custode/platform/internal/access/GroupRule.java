// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a group at a sign-in provider makes of its members. Of several that fit somebody, the one
 * that was added first decides alone.
 *
 * @param role that they have
 * @param contactOf their tenant, if they are a customer's contacts
 * @param visible tenants that they see, if they are technicians; none: all
 */
public record GroupRule(
    String id,
    String provider,
    String group,
    String role,
    @Nullable TenantId contactOf,
    List<TenantId> visible) {}
