// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** The bytes of all jars, by what they are. In the transaction of whoever needs them. */
final class Jars {
  private Jars() {}

  static void put(EntityManager em, String sha256, byte[] content) {
    if (em.find(JarEntity.class, sha256) == null) {
      em.persist(new JarEntity(sha256, content));
    }
  }

  static byte @Nullable [] get(EntityManager em, String sha256) {
    var jar = em.find(JarEntity.class, sha256);
    return jar == null ? null : jar.content();
  }

  /** Forgets what nothing runs, keeps, waits for or offers. */
  static void collect(EntityManager em) {
    em.flush();
    em.createQuery(
            "delete from JarEntity j where j.sha256 not in"
                + " (select p.sha256 from PluginEntity p where p.removedAt is null)"
                + " and j.sha256 not in (select k.sha256 from KeptEntity k)"
                + " and j.sha256 not in (select a.sha256 from ApiBundleEntity a)"
                + " and j.sha256 not in (select u.sha256 from UploadEntity u)"
                + " and j.sha256 not in (select o.sha256 from OfferEntity o)")
        .executeUpdate();
  }
}
