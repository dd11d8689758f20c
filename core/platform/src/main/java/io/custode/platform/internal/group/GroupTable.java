// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.group.AssetGroup;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Reads all groups that a tenant knows; an owner has few. */
@Component(service = GroupTable.class)
public final class GroupTable {
  private final TenantStore store;
  private final Visibility visibility;
  private final JsonMapping json;

  @Activate
  public GroupTable(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.visibility = visibility;
    this.json = json;
  }

  /**
   * @return the provider's groups; not inside a transaction of a tenant
   */
  public List<AssetGroup> provided() {
    return visibility.asProvider(() -> store.read(em -> rows(em, ProviderGroupEntity.class)));
  }

  /** All that the provider has, in a transaction that is open. */
  GroupBook providerBook(EntityManager em) {
    return new GroupBook(rows(em, ProviderGroupEntity.class));
  }

  /**
   * @param provided what {@link #provided()} said before the transaction began
   */
  GroupBook book(EntityManager em, List<AssetGroup> provided) {
    var all = new ArrayList<>(provided);
    all.addAll(rows(em, GroupEntity.class));
    return new GroupBook(all);
  }

  /**
   * @return what the tenant that is bound knows
   */
  public GroupBook book(List<AssetGroup> provided) {
    return store.read(em -> book(em, provided));
  }

  private List<AssetGroup> rows(EntityManager em, Class<? extends GroupRow> rows) {
    return em.createQuery("select g from " + rows.getSimpleName() + " g", GroupRow.class)
        .getResultStream()
        .map(row -> row.toGroup(json))
        .toList();
  }
}
