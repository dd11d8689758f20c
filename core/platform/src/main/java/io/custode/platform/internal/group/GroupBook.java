// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.group.AssetGroup;
import io.custode.api.group.GroupId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The groups that a tenant knows, its own and the provider's, in the order of inheritance. */
public final class GroupBook {
  private static final Comparator<AssetGroup> ORDER =
      Comparator.<AssetGroup, Boolean>comparing(g -> g.tenant() != null)
          .thenComparing(AssetGroup::position)
          .thenComparing(g -> g.name().toLowerCase(Locale.ROOT))
          .thenComparing(g -> g.id().value());

  private final List<AssetGroup> ordered;
  private final Map<GroupId, AssetGroup> byId = new HashMap<>();

  GroupBook(Collection<AssetGroup> groups) {
    ordered = groups.stream().sorted(ORDER).toList();
    ordered.forEach(g -> byId.put(g.id(), g));
  }

  public Optional<AssetGroup> get(GroupId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * @return all, in the order in which policies are inherited
   */
  public List<AssetGroup> ordered() {
    return ordered;
  }

  /**
   * @return the same with one group more, or changed
   */
  GroupBook with(AssetGroup group) {
    var groups = new HashMap<>(byId);
    groups.put(group.id(), group);
    return new GroupBook(groups.values());
  }
}
