// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.persistence.EntityManager;

/** Which API bundles are there, and for whom. In the transaction of whoever changes a plugin. */
final class ApiTables {
  private ApiTables() {}

  /**
   * @return those that are to be on every node, by name and version
   */
  static List<ApiRow> bundles(EntityManager em) {
    return em
        .createQuery(
            "select a from ApiBundleEntity a order by a.name, a.version, a.sha256",
            ApiBundleEntity.class)
        .getResultList()
        .stream()
        .map(ApiBundleEntity::toRow)
        .toList();
  }

  static Set<ApiUse> uses(EntityManager em) {
    var uses = new LinkedHashSet<ApiUse>();
    em.createQuery("select u from ApiBringerEntity u order by u.id", ApiBringerEntity.class)
        .getResultList()
        .forEach(use -> uses.add(use.toUse()));
    return uses;
  }

  static void moved(EntityManager em, PluginId plugin, ApiMove move) {
    for (var api : move.wanted()) {
      Jars.put(em, api.sha256(), api.bytes());
      if (em.find(ApiBundleEntity.class, api.sha256()) == null) {
        em.persist(new ApiBundleEntity(api));
      }
    }
    var before = uses(em);
    write(em, before, move.after(plugin, before));
  }

  static void removed(EntityManager em, PluginId plugin) {
    var before = uses(em);
    write(em, before, ApiMove.NONE.after(plugin, before));
  }

  private static void write(EntityManager em, Set<ApiUse> before, Set<ApiUse> after) {
    for (var use : before) {
      if (!after.contains(use)) {
        em.remove(em.find(ApiBringerEntity.class, ApiBringerEntity.id(use.plugin(), use.sha256())));
      }
    }
    em.flush();
    for (var use : after) {
      if (!before.contains(use)) {
        em.persist(new ApiBringerEntity(use.plugin(), use.sha256(), use.kept()));
      }
    }
    em.flush();
    em.createQuery(
            "delete from ApiBundleEntity a where a.sha256 not in"
                + " (select u.sha256 from ApiBringerEntity u)")
        .executeUpdate();
  }
}
