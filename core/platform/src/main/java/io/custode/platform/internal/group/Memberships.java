// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.asset.AssetId;
import io.custode.api.group.AssetGroup;
import io.custode.api.group.GroupId;
import io.custode.core.json.JsonMapping;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

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
   * The groups of each asset of the tenant that is in any: a query for each group, whatever the
   * number of assets, where asking asset by asset would be one for each of both.
   */
  public Map<AssetId, List<AssetGroup>> all(EntityManager em) {
    var positions = new HashMap<GroupId, Integer>();
    for (int i = 0; i < book.ordered().size(); i++) {
      positions.put(book.ordered().get(i).id(), i);
    }
    var in = new HashMap<String, BitSet>();
    em.createQuery("select m.groupId, m.assetId from MemberEntity m", Object[].class)
        .getResultStream()
        .forEach(row -> add(in, (String) row[1], positions.get(GroupId.of((String) row[0]))));
    for (var q : queries) {
      q.query()
          .select(em, "a.id", "", "", String.class)
          .getResultStream()
          .forEach(asset -> add(in, asset, positions.get(q.group().id())));
    }
    // most assets are in the same groups as many others: one list for all of them
    var lists = new HashMap<BitSet, List<AssetGroup>>();
    var all = new HashMap<AssetId, List<AssetGroup>>();
    in.forEach(
        (asset, set) ->
            all.put(
                AssetId.of(asset),
                lists.computeIfAbsent(
                    set, s -> s.stream().mapToObj(book.ordered()::get).toList())));
    return all;
  }

  private static void add(Map<String, BitSet> in, String asset, @Nullable Integer position) {
    if (position != null) {
      in.computeIfAbsent(asset, id -> new BitSet()).set(position);
    }
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
