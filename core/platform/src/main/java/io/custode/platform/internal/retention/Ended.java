// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.retention;

import io.custode.api.retention.RetentionKind;
import java.time.Instant;
import java.util.List;
import javax.persistence.EntityManager;

/**
 * Where rows of a kind are, and which of them ended before a time.
 *
 * @param entity its name
 * @param id its key
 * @param when the time of its end, null or far away while it goes on
 * @param ofTenants whether they are rows of tenants; the provider's else
 * @param with entities that go with it: name and the field that refers to its key
 */
record Ended(String entity, String id, String when, boolean ofTenants, List<String> with) {
  private static final int BATCH = 500;

  static Ended of(RetentionKind kind) {
    return switch (kind) {
      case ACTIONS -> new Ended("ActionEntity", "id", "finishedAt", true, List.of());
      case ALERTS -> new Ended("AlertEntity", "id", "resolvedAt", true, List.of());
      case COMPLIANCE -> new Ended("ComplianceEntity", "id", "until", true, List.of());
      case JOB_RUNS -> new Ended("JobRunEntity", "id", "endedAt", false, List.of());
      case IMPORTS ->
          new Ended(
              "ImportEntity", "id", "finishedAt", false, List.of("RejectEntity r where r.of"));
      case MERGES -> new Ended("MergeKeptEntity", "proposal", "mergedAt", true, List.of());
    };
  }

  private String from() {
    return " from " + entity + " e where e." + when + " < :then";
  }

  long count(EntityManager em, Instant then) {
    return em.createQuery("select count(e)" + from(), Long.class)
        .setParameter("then", then)
        .getSingleResult();
  }

  /**
   * Deletes a few.
   *
   * @return how many; none: there are no more
   */
  int delete(EntityManager em, Instant then) {
    var ids =
        em.createQuery("select e." + id + from(), String.class)
            .setParameter("then", then)
            .setMaxResults(BATCH)
            .getResultList();
    if (!ids.isEmpty()) {
      with.forEach(
          what ->
              em.createQuery("delete from " + what + " in :ids")
                  .setParameter("ids", ids)
                  .executeUpdate());
      em.createQuery("delete from " + entity + " e where e." + id + " in :ids")
          .setParameter("ids", ids)
          .executeUpdate();
    }
    return ids.size();
  }
}
