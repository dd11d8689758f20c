// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.alert.Alert;
import io.custode.api.alert.AlertId;
import io.custode.api.alert.AlertQuery;
import io.custode.api.alert.Severity;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import io.custode.persistence.TenantStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** Reads alerts: of the bound tenant, or of all that the viewer sees. */
final class AlertTable {
  private static final String LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

  private final TenantStore store;
  private final TenantContext tenants;

  AlertTable(TenantStore store, TenantContext tenants) {
    this.store = store;
    this.tenants = tenants;
  }

  private String rows() {
    return tenants.current().isPresent() ? "AlertEntity" : "AlertFleetEntity";
  }

  Optional<Alert> get(AlertId id) {
    return store.read(
        em ->
            em.createQuery("select a from " + rows() + " a where a.id = :id", AlertRow.class)
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst()
                .map(AlertRow::toAlert));
  }

  /** Ids are in the order of time. */
  Page<Alert> find(AlertQuery query, PageRequest page) {
    var parameters = new HashMap<String, Object>();
    parameters.put(
        "before", page.cursor() == null ? LAST_ID : Cursor.read(page.cursor(), 1).get(0));
    var jpql =
        "select a from "
            + rows()
            + " a where a.id < :before"
            + where("asset", query.asset() == null ? null : query.asset().value(), parameters)
            + where("kind", query.kind(), parameters)
            + where("state", query.state(), parameters)
            + where("suppressed", query.suppressed(), parameters)
            + where("cause", query.cause() == null ? null : query.cause().value(), parameters)
            + atLeast(query.severity(), parameters)
            + active(query.active(), parameters)
            + " order by a.id desc";
    List<Alert> found =
        store.read(
            em -> {
              var q = em.createQuery(jpql, AlertRow.class).setMaxResults(page.limit() + 1);
              parameters.forEach(q::setParameter);
              return q.getResultStream().map(AlertRow::toAlert).toList();
            });
    return Page.cut(found, page, a -> Cursor.of(a.id().value()));
  }

  private static String where(
      String field, @Nullable Object value, Map<String, Object> parameters) {
    if (value == null) {
      return "";
    }
    parameters.put("of" + field, value);
    return " and a." + field + " = :of" + field;
  }

  private static String atLeast(@Nullable Severity severity, Map<String, Object> parameters) {
    if (severity == null) {
      return "";
    }
    parameters.put(
        "severities",
        Arrays.stream(Severity.values()).filter(s -> s.compareTo(severity) >= 0).toList());
    return " and a.severity in :severities";
  }

  private static String active(@Nullable Boolean active, Map<String, Object> parameters) {
    if (active == null) {
      return "";
    }
    parameters.put("active", AlertRow.ACTIVE);
    return active ? " and a.ended = :active" : " and a.ended <> :active";
  }

  /** The alert of that thing that is not over. */
  static Optional<AlertEntity> active(EntityManager em, String same) {
    return em.createQuery(
            "select a from AlertEntity a where a.same = :same and a.ended = :active",
            AlertEntity.class)
        .setParameter("same", same)
        .setParameter("active", AlertRow.ACTIVE)
        .getResultStream()
        .findFirst();
  }

  /**
   * @return how many alerts of a source are not over
   */
  static long count(EntityManager em, String source) {
    return em.createQuery(
            "select count(a) from AlertEntity a where a.source = :source and a.ended = :active",
            Long.class)
        .setParameter("source", source)
        .setParameter("active", AlertRow.ACTIVE)
        .getSingleResult();
  }
}
