// SPDX-License-Identifier: Apache-2.0
package io.custode.api.group;

import io.custode.api.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A group of assets: a list of members, or a query that finds them.
 *
 * @param tenant whose it is, or null if it is the provider's, which is asked in each tenant
 * @param position where it stands among the groups of its owner when policies are inherited, 1 to
 *     10,000: later ones win; at the same position the name decides, then the id. The provider's
 *     groups come before the tenant's
 * @param filter who is in it, or null if it is a list
 * @param revision counts changes; send it back to change the row
 */
public record AssetGroup(
    GroupId id,
    @Nullable TenantId tenant,
    String name,
    int position,
    @Nullable AssetFilter filter,
    long revision) {}
