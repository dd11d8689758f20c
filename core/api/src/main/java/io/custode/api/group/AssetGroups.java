// SPDX-License-Identifier: Apache-2.0
package io.custode.api.group;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Groups of the bound tenant and of the provider; unbound, a technician reads those of all tenants
 * that he sees, and with {@code core.group.provide} changes the provider's. An owner has at most
 * 200 groups. Call it outside transactions.
 */
@ProviderType
public interface AssetGroups {
  Optional<AssetGroup> get(GroupId id);

  /** The provider's first; of each owner by name. */
  Page<AssetGroup> find(PageRequest page);

  /**
   * @throws io.custode.api.error.Invalid naming what is wrong with a filter: too deep, too large,
   *     an unknown field, a value that does not fit, groups that lead in a circle
   * @throws io.custode.api.error.NotFound if the filter names a group or site of somebody else
   * @throws io.custode.api.error.Conflict if the name is used, or there are 200 groups
   */
  AssetGroup create(NewGroup group);

  /**
   * @throws io.custode.api.error.Conflict if the revision is not the current one; else as {@link
   *     #create}
   */
  AssetGroup change(GroupId id, GroupChange change);

  /**
   * Removes a group with what policies say for it.
   *
   * @throws io.custode.api.error.Conflict if another group of the same owner refers to it. Groups
   *     of tenants that refer to one of the provider find nobody by it from then on
   */
  void remove(GroupId id);

  /**
   * Assets of the bound tenant that are in a group now, by name.
   *
   * @throws io.custode.api.error.Invalid if no tenant is bound
   */
  Page<Asset> members(GroupId id, PageRequest page);

  /**
   * Assets of the bound tenant that a filter finds now, by name; nothing is stored.
   *
   * @throws io.custode.api.error.Invalid as {@link #create}
   */
  Page<Asset> preview(AssetFilter filter, PageRequest page);

  /**
   * @return the groups that an asset of the bound tenant is in now, in the order in which policies
   *     are inherited
   */
  List<AssetGroup> of(AssetId asset);

  /**
   * Puts assets on a list; who is on it stays. At most 500 at once, 5,000 altogether.
   *
   * @throws io.custode.api.error.NotFound if one is not of the bound tenant; nothing was changed
   * @throws io.custode.api.error.Conflict if the group is a query
   */
  void add(GroupId id, List<AssetId> assets);

  /** Takes assets off a list; who is not on it does not matter. At most 500 at once. */
  void drop(GroupId id, List<AssetId> assets);
}
