// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.field.FieldKind;
import io.custode.api.relation.RelationKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.persistence.EntityManager;

/**
 * What people said of an asset: its relations and the values of its fields. A merge moves their
 * rows to the asset that stays; what it has already, or what would lead in a circle, stays behind.
 */
final class Ties {
  /** A relation as it was. */
  record Tie(String id, RelationKind kind, String source, String target) {
    /** The same with one asset in place of another. */
    Tie moved(String from, String to) {
      var s = source.equals(from) ? to : source;
      var t = target.equals(from) ? to : target;
      boolean turned = kind == RelationKind.CONNECTED_TO && t.compareTo(s) < 0;
      return new Tie(id, kind, turned ? t : s, turned ? s : t);
    }
  }

  private Ties() {}

  static List<Tie> of(EntityManager em, String asset) {
    return em.createQuery(
            "select r.id, r.kind, r.source, r.target from RelationEntity r"
                + " where r.source = :asset or r.target = :asset order by r.id",
            Object[].class)
        .setParameter("asset", asset)
        .getResultStream()
        .map(r -> new Tie((String) r[0], (RelationKind) r[1], (String) r[2], (String) r[3]))
        .toList();
  }

  /**
   * @return keys of fields that have a value
   */
  static List<String> fields(EntityManager em, String asset) {
    return em.createQuery(
            "select v.key from ValueEntity v where v.kind = :kind and v.target = :asset"
                + " order by v.key",
            String.class)
        .setParameter("kind", FieldKind.ASSET)
        .setParameter("asset", asset)
        .getResultList();
  }

  static void merge(EntityManager em, Merging.Kept kept, String newer, String older) {
    for (var tie : kept.newer().relations()) {
      var moved = tie.moved(newer, older);
      if (!moved.source().equals(moved.target()) && !isThere(em, moved) && !isCircle(em, moved)) {
        put(em, moved);
      }
    }
    moveValues(em, kept, newer, older);
  }

  /** Each goes back to where it was; what somebody took away since stays away. */
  static void split(EntityManager em, Merging.Kept kept, String newer, String older) {
    kept.newer().relations().forEach(tie -> put(em, tie));
    moveValues(em, kept, older, newer);
  }

  private static void put(EntityManager em, Tie tie) {
    em.createQuery(
            "update RelationEntity r set r.source = :source, r.target = :target where r.id = :id")
        .setParameter("source", tie.source())
        .setParameter("target", tie.target())
        .setParameter("id", tie.id())
        .executeUpdate();
  }

  private static boolean isThere(EntityManager em, Tie tie) {
    return em.createQuery(
                "select count(r) from RelationEntity r where r.source = :source"
                    + " and r.kind = :kind and r.target = :target",
                Long.class)
            .setParameter("source", tie.source())
            .setParameter("kind", tie.kind())
            .setParameter("target", tie.target())
            .getSingleResult()
        > 0;
  }

  /** Goes from the target on, level by level, as relations do when they are noted. */
  private static boolean isCircle(EntityManager em, Tie tie) {
    if (tie.kind() != RelationKind.RUNS_ON && tie.kind() != RelationKind.PART_OF) {
      return false;
    }
    var seen = new HashSet<String>();
    Set<String> level = Set.of(tie.target());
    while (!level.isEmpty() && !level.contains(tie.source())) {
      seen.addAll(level);
      var next =
          new HashSet<>(
              em.createQuery(
                      "select r.target from RelationEntity r where r.kind = :kind"
                          + " and r.source in :level",
                      String.class)
                  .setParameter("kind", tie.kind())
                  .setParameter("level", level)
                  .getResultList());
      next.removeAll(seen);
      level = next;
    }
    return !level.isEmpty();
  }

  /** Those that only the newer one had; with the facts by which groups find them. */
  private static void moveValues(EntityManager em, Merging.Kept kept, String from, String to) {
    var keys = new HashSet<>(kept.newer().fields());
    kept.older().fields().forEach(keys::remove);
    if (keys.isEmpty()) {
      return;
    }
    var values =
        em.createQuery(
                "select v.key, v.value from ValueEntity v where v.kind = :kind"
                    + " and v.target = :from and v.key in :keys",
                Object[].class)
            .setParameter("kind", FieldKind.ASSET)
            .setParameter("from", from)
            .setParameter("keys", keys)
            .getResultList();
    em.createQuery(
            "update ValueEntity v set v.target = :to where v.kind = :kind"
                + " and v.target = :from and v.key in :keys")
        .setParameter("to", to)
        .setParameter("kind", FieldKind.ASSET)
        .setParameter("from", from)
        .setParameter("keys", keys)
        .executeUpdate();
    for (var value : values) {
      CustomFacts.say(em, from, (String) value[0], null);
      CustomFacts.say(em, to, (String) value[0], (String) value[1]);
    }
  }
}
