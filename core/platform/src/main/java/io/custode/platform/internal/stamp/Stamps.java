// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.stamp;

import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A count per tenant, and one of the provider's, that goes up in the transaction of each change of
 * groups and policies. A node that remembers something keeps the count beside it: an equal count
 * means that nothing was changed since, by whichever node. The count's row also puts writers of one
 * owner in turn, so that two changes that are right one by one cannot be wrong together.
 */
@Component(service = Stamps.class)
public final class Stamps {
  private static final String UP = "update StampEntity s set s.changes = s.changes + 1";
  private static final String PROVIDER_UP =
      "update ProviderStampEntity s set s.changes = s.changes + 1";

  private final TenantStore store;
  private final Visibility visibility;

  @Activate
  public Stamps(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility) {
    this.store = store;
    this.visibility = visibility;
  }

  /**
   * Counts a change, first thing in its transaction: others wait until it ends.
   *
   * @param tenant that is bound, or null where the provider is
   */
  public void bump(EntityManager em, @Nullable TenantId tenant) {
    int known = em.createQuery(tenant == null ? PROVIDER_UP : UP).executeUpdate();
    if (known == 0 && tenant != null) {
      em.persist(new StampEntity(tenant));
      em.flush();
    }
  }

  /**
   * @return the count of the tenant that is bound
   */
  public long tenant() {
    return store.read(em -> count(em, "select s.changes from StampEntity s"));
  }

  /**
   * @return the provider's count
   */
  public long provider() {
    return visibility.asProvider(
        () -> store.read(em -> count(em, "select s.changes from ProviderStampEntity s")));
  }

  private static long count(EntityManager em, String jpql) {
    return em.createQuery(jpql, Long.class).getResultStream().findFirst().orElse(0L);
  }
}
