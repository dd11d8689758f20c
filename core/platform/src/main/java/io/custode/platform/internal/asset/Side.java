// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetState;
import io.custode.platform.internal.group.MemberEntity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * One of two assets as it was before a merge: what of it a merge changes.
 *
 * @param lists groups on whose list it was
 * @param refs rows by which sources know it
 * @param fields keys of fields that have a value
 */
record Side(
    AssetState state,
    @Nullable String agent,
    @Nullable String os,
    @Nullable String serial,
    int cpus,
    long memoryBytes,
    @Nullable String inventory,
    List<Known> identities,
    Map<String, String> facts,
    List<String> lists,
    List<String> refs,
    List<Ties.Tie> relations,
    List<String> fields) {
  /** What was kept before version 0.3 has no relations and no fields. */
  Side {
    relations = Objects.requireNonNullElse(relations, List.of());
    fields = Objects.requireNonNullElse(fields, List.of());
  }

  /** By what it can be known again. */
  record Known(String kind, String value) {}

  static Side of(EntityManager em, AssetEntity asset) {
    var now = asset.toAsset();
    var inventory = em.find(InventoryEntity.class, asset.id());
    return new Side(
        now.state(),
        asset.agent(),
        now.os(),
        now.serial(),
        now.cpus(),
        now.memoryBytes(),
        inventory == null ? null : inventory.body(),
        em.createQuery(
                "select i from IdentityEntity i where i.asset = :asset", IdentityEntity.class)
            .setParameter("asset", asset.id())
            .getResultStream()
            .map(i -> new Known(i.kind(), i.value()))
            .toList(),
        facts(em, asset),
        ids(em, "select m.groupId from MemberEntity m where m.assetId = :asset", asset),
        ids(em, "select r.id from ExternalRefEntity r where r.target = :asset", asset),
        Ties.of(em, asset.id()),
        Ties.fields(em, asset.id()));
  }

  private static Map<String, String> facts(EntityManager em, AssetEntity asset) {
    return em.createQuery("select f from FactEntity f where f.asset = :asset", FactEntity.class)
        .setParameter("asset", asset.id())
        .getResultStream()
        .filter(fact -> !fact.name().startsWith(CustomFacts.PREFIX))
        .collect(Collectors.toMap(FactEntity::name, FactEntity::value));
  }

  private static List<String> ids(EntityManager em, String jpql, AssetEntity asset) {
    return em.createQuery(jpql, String.class).setParameter("asset", asset.id()).getResultList();
  }

  /** Makes the asset so again, besides its agent, lists and keys. */
  void restore(EntityManager em, AssetEntity asset) {
    asset.restore(this);
    said(em, asset.id(), inventory, identities, facts);
  }

  /** Makes what a machine said of itself the asset's, whatever was said of it before. */
  static void said(
      EntityManager em,
      String asset,
      @Nullable String inventory,
      List<Known> identities,
      Map<String, String> facts) {
    var row = em.find(InventoryEntity.class, asset);
    if (inventory == null && row != null) {
      em.remove(row);
    } else if (inventory != null && row != null) {
      row.replace(inventory);
    } else if (inventory != null) {
      em.persist(new InventoryEntity(asset, inventory));
    }
    em.createQuery("delete from IdentityEntity i where i.asset = :asset")
        .setParameter("asset", asset)
        .executeUpdate();
    identities.forEach(i -> em.persist(new IdentityEntity(asset, i.kind(), i.value())));
    Facts.store(em, asset, facts);
  }

  /** Takes the one from these lists, and puts the other on them. */
  static void moveLists(EntityManager em, String from, String to, List<String> lists) {
    if (lists.isEmpty()) {
      return;
    }
    em.createQuery("delete from MemberEntity m where m.assetId = :from and m.groupId in :lists")
        .setParameter("from", from)
        .setParameter("lists", lists)
        .executeUpdate();
    join(em, to, lists);
  }

  static void join(EntityManager em, String asset, List<String> lists) {
    var there =
        em.createQuery(
                "select m.groupId from MemberEntity m where m.assetId = :asset", String.class)
            .setParameter("asset", asset)
            .getResultList();
    lists.stream()
        .filter(list -> !there.contains(list))
        .forEach(list -> em.persist(new MemberEntity(list, asset)));
  }

  static void moveRefs(EntityManager em, List<String> refs, String to) {
    if (!refs.isEmpty()) {
      em.createQuery("update ExternalRefEntity r set r.target = :to where r.id in :refs")
          .setParameter("to", to)
          .setParameter("refs", refs)
          .executeUpdate();
    }
  }

  @Nullable AgentId agentId() {
    return agent == null ? null : AgentId.of(agent);
  }
}
