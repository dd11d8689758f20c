// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.asset.AssetId;
import io.custode.api.group.AssetGroup;
import io.custode.api.group.GroupId;
import io.custode.core.json.JsonMapping;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.persistence.EntityManager;

/** In which groups of a book an asset is: made once for a book, asked for many assets. */
public final class Memberships {
  private record Query(AssetGroup group, FilterQuery query) {}

  private final GroupBook book;
  private final List<Query> queries;
  private final Set<FilterField> fields = new HashSet<>();

  public Memberships(JsonMapping json, GroupBook book) {
    this.book = book;
    this.queries =
        book.ordered().stream()
            .filter(g -> g.filter() != null)
            .map(g -> new Query(g, FilterQuery.of(json, book, g)))
            .toList();
    queries.forEach(q -> fields.addAll(q.query().fields()));
  }

  /**
   * @return the groups, in the order in which policies are inherited
   */
  public List<AssetGroup> of(EntityManager em, AssetId asset) {
    var in = new HashSet<GroupId>();
    em.createQuery("select m.groupId from MemberEntity m where m.assetId = :asset", String.class)
        .setParameter("asset", asset.value())
        .getResultStream()
        .forEach(id -> in.add(GroupId.of(id)));
    for (var q : queries) {
      if (q.query().finds(em, asset)) {
        in.add(q.group().id());
      }
    }
    return book.ordered().stream().filter(g -> in.contains(g.id())).toList();
  }

  /**
   * @return whether some group asks what an inventory says
   */
  public boolean dependOnInventory() {
    return fields.stream().anyMatch(FilterField::isSaidByMachine);
  }

  /**
   * @return whether some group asks who is connected
   */
  public boolean dependOnPresence() {
    return fields.contains(FilterField.ONLINE);
  }
}
