// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.external;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;

/** What a source's keys mean, read for many at once, in the open transaction. */
public final class Refs {
  private final EntityManager em;
  private final String kind;
  private final String source;
  private final Map<String, String> targets = new HashMap<>();

  private Refs(EntityManager em, String kind, String source) {
    this.em = em;
    this.kind = kind;
    this.source = source;
  }

  /**
   * @param kind {@code site}, {@code contact} or {@code asset}
   * @param keys at most a thousand
   */
  public static Refs of(EntityManager em, String kind, String source, Collection<String> keys) {
    var refs = new Refs(em, kind, source);
    if (!keys.isEmpty()) {
      em.createQuery(
              "select r from ExternalRefEntity r where r.kind = :kind and r.source = :source"
                  + " and r.externalId in :keys",
              ExternalRefEntity.class)
          .setParameter("kind", kind)
          .setParameter("source", source)
          .setParameter("keys", keys)
          .getResultStream()
          .forEach(row -> refs.targets.put(row.externalId(), row.target()));
    }
    return refs;
  }

  /**
   * @return key to id of the thing
   */
  public Map<String, String> targets() {
    return targets;
  }

  /** Which of these things the source knows by some key. */
  public Set<String> known(Collection<String> ids) {
    return ids.isEmpty()
        ? Set.of()
        : em.createQuery(
                "select r.target from ExternalRefEntity r where r.kind = :kind"
                    + " and r.source = :source and r.target in :ids",
                String.class)
            .setParameter("kind", kind)
            .setParameter("source", source)
            .setParameter("ids", ids)
            .getResultStream()
            .collect(Collectors.toSet());
  }

  public void remember(String key, String target) {
    em.persist(new ExternalRefEntity(kind, source, key, target));
    targets.put(key, target);
  }
}
