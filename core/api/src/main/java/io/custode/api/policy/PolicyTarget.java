// SPDX-License-Identifier: Apache-2.0
package io.custode.api.policy;

import io.custode.api.asset.AssetId;
import io.custode.api.error.Invalid;
import io.custode.api.group.GroupId;
import io.custode.api.tenant.SiteId;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a policy is set for.
 *
 * @param id of the site, group or asset; null for the provider and the tenant
 */
public record PolicyTarget(PolicyLevel level, @Nullable String id) {
  /** What applies to everybody. */
  public static final PolicyTarget PROVIDER = new PolicyTarget(PolicyLevel.PROVIDER, null);

  /** The tenant that is bound. */
  public static final PolicyTarget TENANT = new PolicyTarget(PolicyLevel.TENANT, null);

  public PolicyTarget {
    boolean whole = level == PolicyLevel.PROVIDER || level == PolicyLevel.TENANT;
    if (whole != (id == null)) {
      throw Invalid.field("id", whole ? "must be left out" : "is required");
    }
  }

  public static PolicyTarget of(SiteId site) {
    return new PolicyTarget(PolicyLevel.SITE, site.value());
  }

  public static PolicyTarget of(GroupId group) {
    return new PolicyTarget(PolicyLevel.GROUP, group.value());
  }

  public static PolicyTarget of(AssetId asset) {
    return new PolicyTarget(PolicyLevel.ASSET, asset.value());
  }

  /**
   * @return the one that is named, or nothing if none is
   * @throws Invalid if more than one is named
   */
  public static Optional<PolicyTarget> named(
      @Nullable SiteId site, @Nullable GroupId group, @Nullable AssetId asset) {
    var named = new ArrayList<PolicyTarget>();
    if (site != null) {
      named.add(of(site));
    }
    if (group != null) {
      named.add(of(group));
    }
    if (asset != null) {
      named.add(of(asset));
    }
    if (named.size() > 1) {
      throw Invalid.field("target", "must be one of site, group and asset");
    }
    return named.stream().findFirst();
  }

  @Override
  public String toString() {
    var name = level.name().toLowerCase(java.util.Locale.ROOT);
    return id == null ? name : name + "/" + id;
  }
}
