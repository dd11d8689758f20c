// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** Values of custom fields where queries of asset groups reach them: {@code custom.<key>}. */
public final class CustomFacts {
  public static final String PREFIX = "custom.";

  private CustomFacts() {}

  /**
   * @param value null: none
   */
  public static void say(EntityManager em, String asset, String key, @Nullable String value) {
    var row =
        em.createQuery(
                "select f from FactEntity f where f.asset = :asset and f.name = :name",
                FactEntity.class)
            .setParameter("asset", asset)
            .setParameter("name", PREFIX + key)
            .getResultStream()
            .findFirst()
            .orElse(null);
    if (value == null) {
      if (row != null) {
        em.remove(row);
      }
    } else if (row == null) {
      em.persist(new FactEntity(asset, PREFIX + key, value));
    } else {
      row.say(value);
    }
  }

  /** Of all assets of the bound tenant. */
  public static void drop(EntityManager em, String key) {
    em.createQuery("delete from FactEntity f where f.name = :name")
        .setParameter("name", PREFIX + key)
        .executeUpdate();
  }
}
