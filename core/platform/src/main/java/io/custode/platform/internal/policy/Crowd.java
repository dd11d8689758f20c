// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.asset.AssetId;
import io.custode.api.group.AssetGroup;
import io.custode.api.tenant.SiteId;
import io.custode.platform.internal.group.Memberships;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** Where all assets of a tenant stand, read at once; of a very large tenant nobody. */
final class Crowd {
  private static final long MOST = 5_000;

  /**
   * Where one stands.
   *
   * @param siteName name of the site
   */
  record Spot(@Nullable SiteId site, @Nullable String siteName, List<AssetGroup> groups) {}

  private final Map<AssetId, Spot> spots = new HashMap<>();

  private Crowd() {}

  static Crowd read(EntityManager em, Memberships memberships) {
    var crowd = new Crowd();
    long size = em.createQuery("select count(a) from AssetEntity a", Long.class).getSingleResult();
    if (size <= MOST) {
      crowd.fill(em, memberships);
    }
    return crowd;
  }

  private void fill(EntityManager em, Memberships memberships) {
    var names = new HashMap<String, String>();
    em.createQuery("select s.id, s.name from SiteEntity s", Object[].class)
        .getResultStream()
        .forEach(row -> names.put((String) row[0], (String) row[1]));
    var groups = memberships.all(em);
    em.createQuery("select a.id, a.site from AssetEntity a", Object[].class)
        .getResultStream()
        .forEach(
            row -> {
              var id = AssetId.of((String) row[0]);
              var site = (String) row[1];
              spots.put(
                  id,
                  new Spot(
                      site == null ? null : SiteId.of(site),
                      site == null ? null : names.get(site),
                      groups.getOrDefault(id, List.of())));
            });
  }

  /**
   * @return nothing of an asset that came since, or if the tenant is very large
   */
  Optional<Spot> of(AssetId asset) {
    return Optional.ofNullable(spots.get(asset));
  }
}
