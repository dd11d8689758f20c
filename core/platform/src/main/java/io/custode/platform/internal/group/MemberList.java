// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.asset.AssetId;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.group.GroupId;
import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import java.util.HashSet;
import java.util.List;
import javax.persistence.EntityManager;

/** Who is on the list of a group, in an open transaction of its tenant. */
final class MemberList {
  private static final int MOST_AT_ONCE = 500;
  private static final int MOST = 5_000;
  private static final int TOLD = 50;

  private final EntityManager em;
  private final GroupId group;

  MemberList(EntityManager em, GroupId group) {
    this.em = em;
    this.group = group;
  }

  static void check(List<AssetId> assets) {
    if (assets.isEmpty() || assets.size() > MOST_AT_ONCE) {
      throw Invalid.field("assets", "must be 1 to " + MOST_AT_ONCE);
    }
  }

  private record Told(int count, List<AssetId> assets) {}

  /**
   * @return what the audit is told: all of few, the first of many
   */
  static Json told(JsonMapping json, List<AssetId> assets) {
    return json.write(new Told(assets.size(), assets.subList(0, Math.min(TOLD, assets.size()))));
  }

  void add(List<AssetId> assets) {
    var wanted = new HashSet<>(values(assets));
    var there =
        new HashSet<>(
            em.createQuery("select a.id from AssetEntity a where a.id in :ids", String.class)
                .setParameter("ids", wanted)
                .getResultList());
    for (var id : assets) {
      if (!there.contains(id.value())) {
        throw new NotFound("asset", id);
      }
    }
    em.createQuery(
            "select m.assetId from MemberEntity m where m.groupId = :id and m.assetId in :ids",
            String.class)
        .setParameter("id", group.value())
        .setParameter("ids", wanted)
        .getResultList()
        .forEach(there::remove);
    long members =
        em.createQuery("select count(m) from MemberEntity m where m.groupId = :id", Long.class)
            .setParameter("id", group.value())
            .getSingleResult();
    if (members + there.size() > MOST) {
      throw new Conflict(
          "too-many-members",
          "A list holds at most " + MOST + " assets; nothing was changed.",
          "Make it a query, or two lists.");
    }
    there.forEach(id -> em.persist(new MemberEntity(group.value(), id)));
  }

  void drop(List<AssetId> assets) {
    em.createQuery("delete from MemberEntity m where m.groupId = :id and m.assetId in :ids")
        .setParameter("id", group.value())
        .setParameter("ids", values(assets))
        .executeUpdate();
  }

  private static List<String> values(List<AssetId> assets) {
    return assets.stream().map(AssetId::value).toList();
  }
}
