// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.group.AssetGroup;
import io.custode.api.tenant.SiteId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an asset stands.
 *
 * @param groups that it is in, in the order of inheritance
 * @param own what is set for the asset itself
 */
record Place(
    @Nullable SiteId site,
    @Nullable String siteName,
    List<AssetGroup> groups,
    Map<PolicyKey, Stored> own) {}
