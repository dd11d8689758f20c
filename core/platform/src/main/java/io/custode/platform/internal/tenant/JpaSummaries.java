// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.access.Access;
import io.custode.api.agreement.AgreementId;
import io.custode.api.agreement.AgreementKind;
import io.custode.api.alert.AlertState;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetState;
import io.custode.api.error.Invalid;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.Sites;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import io.custode.core.tenant.AlertSummary;
import io.custode.core.tenant.SiteSummary;
import io.custode.core.tenant.Summaries;
import io.custode.core.tenant.TenantSummary;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.agreement.AgreementRow;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Counts what the lists show: one query for each kind of thing and page, however many rows it has.
 */
@Component
public final class JpaSummaries implements Summaries {
  /** The worst off first. */
  private static final Comparator<AlertSummary> WORST =
      Comparator.comparingLong(AlertSummary::critical)
          .thenComparingLong(AlertSummary::warning)
          .thenComparingLong(AlertSummary::info)
          .reversed()
          .thenComparing(one -> one.tenant().value());

  private record Machines(long all, long online) {
    static final Machines NONE = new Machines(0, 0);

    Machines and(long more, boolean areOnline) {
      return new Machines(all + more, areOnline ? online + more : online);
    }
  }

  private record Alerts(long all, @Nullable Severity worst) {
    static final Alerts NONE = new Alerts(0, null);

    Alerts and(long more, Severity severity) {
      return new Alerts(
          all + more, worst == null || severity.compareTo(worst) > 0 ? severity : worst);
    }
  }

  private final TenantStore store;
  private final TenantContext context;
  private final Tenants tenants;
  private final Sites sites;
  private final Access access;

  @Activate
  public JpaSummaries(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext context,
      @Reference Tenants tenants,
      @Reference Sites sites,
      @Reference Access access) {
    this.store = store;
    this.context = context;
    this.tenants = tenants;
    this.sites = sites;
    this.access = access;
  }

  @Override
  public Optional<TenantSummary> tenant(TenantId id) {
    boolean isElsewhere = context.current().filter(bound -> !bound.equals(id)).isPresent();
    return isElsewhere
        ? Optional.empty()
        : tenants.get(id).map(tenant -> summaries(List.of(tenant)).get(0));
  }

  @Override
  public Page<TenantSummary> tenants(String text, PageRequest page) {
    var bound = context.current();
    if (bound.isEmpty()) {
      var found = tenants.find(text, page);
      return new Page<>(summaries(found.items()), found.next());
    }
    var part = text.toLowerCase(Locale.ROOT);
    var own =
        tenants.get(bound.get()).stream()
            .filter(tenant -> tenant.name().toLowerCase(Locale.ROOT).contains(part))
            .toList();
    return new Page<>(summaries(own), null);
  }

  @Override
  public Page<SiteSummary> sites(PageRequest page) {
    var found = sites.find(page);
    var ids = found.items().stream().map(site -> site.id().value()).toList();
    var machines = machines("site", ids);
    return new Page<>(
        found.items().stream()
            .map(
                site -> {
                  var its = of(machines, site.id().value(), Machines.NONE);
                  return new SiteSummary(
                      site, its == null ? null : its.all(), its == null ? null : its.online());
                })
            .toList(),
        found.next());
  }

  /**
   * All are counted for each page: there are as many rows as tenants with alerts, not as alerts.
   */
  @Override
  public Page<AlertSummary> alerts(PageRequest page) {
    access.require("core.alert.read");
    var counts = new HashMap<String, EnumMap<Severity, Long>>();
    store
        .read(em -> open(em, "").getResultList())
        .forEach(
            row ->
                counts
                    .computeIfAbsent((String) row[0], id -> new EnumMap<>(Severity.class))
                    .put((Severity) row[1], (Long) row[2]));
    var after = page.cursor() == null ? null : summary(Cursor.read(page.cursor(), 4));
    var rows =
        counts.entrySet().stream()
            .map(each -> summary(each.getKey(), each.getValue()))
            .filter(one -> after == null || WORST.compare(one, after) > 0)
            .sorted(WORST)
            .limit(page.limit() + 1L)
            .toList();
    return Page.cut(rows, page, JpaSummaries::cursor);
  }

  private static AlertSummary summary(String tenant, Map<Severity, Long> counts) {
    return new AlertSummary(
        TenantId.of(tenant),
        counts.getOrDefault(Severity.CRITICAL, 0L),
        counts.getOrDefault(Severity.WARNING, 0L),
        counts.getOrDefault(Severity.INFO, 0L));
  }

  private static String cursor(AlertSummary last) {
    return Cursor.of(
        last.tenant().value(),
        Long.toString(last.critical()),
        Long.toString(last.warning()),
        Long.toString(last.info()));
  }

  private static AlertSummary summary(List<String> cursor) {
    try {
      return new AlertSummary(
          TenantId.of(cursor.get(0)),
          Long.parseLong(cursor.get(1)),
          Long.parseLong(cursor.get(2)),
          Long.parseLong(cursor.get(3)));
    } catch (NumberFormatException e) {
      throw Invalid.field("cursor", "is none of ours");
    }
  }

  private TypedQuery<Object[]> open(EntityManager em, String which) {
    var jpql =
        "select a.tenant, a.severity, count(a) from %s a where %s a.state <> :over and a.suppressed = :expected group by a.tenant, a.severity"
            .formatted(rows("Alert"), which);
    return em.createQuery(jpql, Object[].class)
        .setParameter("over", AlertState.RESOLVED)
        .setParameter("expected", false);
  }

  private List<TenantSummary> summaries(List<Tenant> rows) {
    var ids = rows.stream().map(tenant -> tenant.id().value()).toList();
    var machines = machines("tenant", ids);
    var alerts = alerts(ids);
    var agreements = agreements(ids);
    return rows.stream()
        .map(
            tenant -> {
              var id = tenant.id().value();
              var its = of(machines, id, Machines.NONE);
              var told = of(alerts, id, Alerts.NONE);
              return new TenantSummary(
                  tenant,
                  its == null ? null : its.all(),
                  its == null ? null : its.online(),
                  told == null ? null : told.all(),
                  told == null ? null : told.worst(),
                  of(agreements, id, List.of()));
            })
        .toList();
  }

  private static <T> @Nullable T of(@Nullable Map<String, T> all, String id, T none) {
    return all == null ? null : Objects.requireNonNullElse(all.get(id), none);
  }

  /**
   * @param by what they are counted by, tenant or site
   * @return null: he may not read them
   */
  private @Nullable Map<String, Machines> machines(String by, List<String> ids) {
    var jpql =
        "select a.%1$s, a.online, count(a) from %2$s a where a.%1$s in :ids and a.state <> :over group by a.%1$s, a.online"
            .formatted(by, rows("Asset"));
    if (!access.may("core.asset.read")) {
      return null;
    }
    var machines = new HashMap<String, Machines>();
    for (var row :
        read(
            ids,
            em -> em.createQuery(jpql, Object[].class).setParameter("over", AssetState.RETIRED))) {
      var before = machines.getOrDefault((String) row[0], Machines.NONE);
      machines.put((String) row[0], before.and((Long) row[2], (Boolean) row[1]));
    }
    return machines;
  }

  private @Nullable Map<String, Alerts> alerts(List<String> ids) {
    if (!access.may("core.alert.read")) {
      return null;
    }
    var alerts = new HashMap<String, Alerts>();
    for (var row : read(ids, em -> open(em, "a.tenant in :ids and"))) {
      var before = alerts.getOrDefault((String) row[0], Alerts.NONE);
      alerts.put((String) row[0], before.and((Long) row[2], (Severity) row[1]));
    }
    return alerts;
  }

  private @Nullable Map<String, List<TenantSummary.InForce>> agreements(List<String> ids) {
    if (!access.may("core.agreement.read")) {
      return null;
    }
    var today = LocalDate.now(ZoneOffset.UTC).toString();
    var jpql =
        "select a.tenant, a.id, a.name, a.kind, a.endsOn from %s a where a.tenant in :ids and a.startsOn <= :day and a.endsOn >= :day order by a.startsOn, a.id"
            .formatted(rows("Agreement"));
    var found = new HashMap<String, List<TenantSummary.InForce>>();
    read(ids, em -> em.createQuery(jpql, Object[].class).setParameter("day", today))
        .forEach(
            row ->
                found
                    .computeIfAbsent((String) row[0], id -> new ArrayList<>())
                    .add(
                        new TenantSummary.InForce(
                            AgreementId.of((String) row[1]),
                            (String) row[2],
                            (AgreementKind) row[3],
                            AgreementRow.lastDay((String) row[4]))));
    return found;
  }

  private List<Object[]> read(
      List<String> ids, Function<EntityManager, TypedQuery<Object[]>> query) {
    return ids.isEmpty()
        ? List.of()
        : store.read(em -> query.apply(em).setParameter("ids", ids).getResultList());
  }

  private String rows(String what) {
    return what + (context.current().isPresent() ? "Entity" : "FleetEntity");
  }
}
