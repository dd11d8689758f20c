// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.Asset;
import io.custode.api.error.Invalid;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.Tenants;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * Assets of all tenants in view in the order of the tenants' names. An asset knows its tenant's id
 * only, and the names are in a table of the provider's: so it is tenant by tenant, leaving out
 * those of which nothing matches.
 */
final class AssetsByTenant {
  private final List<String> tenants;
  private final String name;

  AssetsByTenant(Tenants all, boolean descending) {
    this.tenants = new ArrayList<>();
    this.name = "TENANT" + (descending ? " down" : " up");
    @Nullable String cursor = null;
    do {
      Page<Tenant> page = all.find("", new PageRequest(PageRequest.MAX, cursor));
      page.items().forEach(tenant -> tenants.add(tenant.id().value()));
      cursor = page.next();
    } while (cursor != null);
    if (descending) {
      Collections.reverse(tenants);
    }
  }

  Page<Asset> page(
      EntityManager em, String where, Map<String, Object> parameters, PageRequest request) {
    var last = request.cursor() == null ? List.<String>of() : Cursor.read(request.cursor(), 4);
    int from = last.isEmpty() ? 0 : tenants.indexOf(last.get(1));
    if (from < 0 || (!last.isEmpty() && !last.get(0).equals(name))) {
      throw Invalid.field("cursor", "is one of another order");
    }
    var some = matching(em, where, parameters);
    var found = new ArrayList<AssetRow>();
    for (int i = from; i < tenants.size() && found.size() <= request.limit(); i++) {
      if (some.contains(tenants.get(i))) {
        var after = i == from ? last : List.<String>of();
        int wanted = request.limit() + 1 - found.size();
        found.addAll(rows(em, where, parameters, tenants.get(i), after, wanted));
      }
    }
    return Page.cut(found, request, a -> Cursor.of(name, a.tenant(), a.nameKey(), a.id()))
        .map(AssetRow::toAsset);
  }

  private static Set<String> matching(
      EntityManager em, String where, Map<String, Object> parameters) {
    var query =
        em.createQuery(
            "select distinct a.tenant from AssetFleetEntity a where " + where, String.class);
    parameters.forEach(query::setParameter);
    return new HashSet<>(query.getResultList());
  }

  private static List<AssetRow> rows(
      EntityManager em,
      String where,
      Map<String, Object> parameters,
      String tenant,
      List<String> after,
      int wanted) {
    var values = new HashMap<>(parameters);
    values.put("theTenant", tenant);
    var jpql = "select a from AssetFleetEntity a where " + where + " and a.tenant = :theTenant";
    if (!after.isEmpty()) {
      jpql += " and a.nameKey >= :name and (a.nameKey > :name or a.id > :after)";
      values.put("name", after.get(2));
      values.put("after", after.get(3));
    }
    var query = em.createQuery(jpql + " order by a.nameKey, a.id", AssetRow.class);
    values.forEach(query::setParameter);
    return query.setMaxResults(wanted).getResultList();
  }
}
