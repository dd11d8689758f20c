// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.compliance;

import io.custode.api.access.Access;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Assets;
import io.custode.api.audit.Audit;
import io.custode.api.compliance.Compliance;
import io.custode.api.compliance.ComplianceChanged;
import io.custode.api.compliance.ComplianceEntry;
import io.custode.api.compliance.ComplianceItem;
import io.custode.api.compliance.ComplianceQuery;
import io.custode.api.compliance.ComplianceState;
import io.custode.api.compliance.ComplianceSummary;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.rule.Micros;
import io.custode.spi.compliance.ComplianceFinding;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the sources said, in the core schema: a row for as long as just that was said. The row that
 * is open is what is said now; as it was at a time are the rows that were open then.
 */
@Component(service = {Compliance.class, JpaCompliance.class})
public final class JpaCompliance implements Compliance {
  // what was said at the very moment of a change is what is said from then on
  private static final String AT = " c.from <= :at and c.until > :at";

  private final TenantStore store;
  private final TenantContext tenants;
  private final Access access;
  private final Assets assets;
  private final Sources sources;
  private final Events events;
  private final Audit audit;

  @Activate
  public JpaCompliance(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Access access,
      @Reference Assets assets,
      @Reference Sources sources,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.tenants = tenants;
    this.access = access;
    this.assets = assets;
    this.sources = sources;
    this.events = events;
    this.audit = audit;
  }

  private String rows() {
    return tenants.current().isPresent() ? "ComplianceEntity" : "ComplianceFleetEntity";
  }

  private TenantId bound() {
    return tenants
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named: an asset is in one"));
  }

  @Override
  public List<ComplianceItem> items() {
    access.current();
    return sources.items();
  }

  private static Instant at(@Nullable Instant at) {
    if (at != null && (at.isBefore(Instant.EPOCH) || !at.isBefore(ComplianceRow.OPEN))) {
      throw Invalid.field("at", "must be from 1970 to 2199");
    }
    return Micros.cut(at == null ? Instant.now() : at);
  }

  @Override
  public Page<ComplianceEntry> find(ComplianceQuery query, PageRequest page) {
    var after = page.cursor() == null ? List.of("", "") : Cursor.read(page.cursor(), 2);
    var parameters = new HashMap<String, Object>();
    parameters.put("at", at(query.at()));
    parameters.put("asset", after.get(0));
    parameters.put("item", after.get(1));
    var jpql =
        "select c from "
            + rows()
            + " c where (c.asset > :asset or (c.asset = :asset and c.item > :item)) and"
            + AT
            + where("asset", query.asset() == null ? null : query.asset().value(), parameters)
            + where("item", query.item(), parameters)
            + where("state", query.state(), parameters)
            + " order by c.asset, c.item";
    var found = entries(jpql, parameters, page);
    return Page.cut(found, page, e -> Cursor.of(e.asset().value(), e.item()));
  }

  private static String where(
      String field, @Nullable Object value, Map<String, Object> parameters) {
    if (value == null) {
      return "";
    }
    parameters.put("of" + field, value);
    return " and c." + field + " = :of" + field;
  }

  private List<ComplianceEntry> entries(
      String jpql, Map<String, Object> parameters, PageRequest page) {
    return store.read(
        em -> {
          var q = em.createQuery(jpql, ComplianceRow.class).setMaxResults(page.limit() + 1);
          parameters.forEach(q::setParameter);
          return q.getResultStream().map(ComplianceRow::toEntry).toList();
        });
  }

  @Override
  public Page<ComplianceSummary> summary(@Nullable Instant at, PageRequest page) {
    var after = page.cursor() == null ? List.of("", "") : Cursor.read(page.cursor(), 2);
    var jpql =
        "select c.tenant, c.item, "
            + counted(ComplianceState.COMPLIANT)
            + ", "
            + counted(ComplianceState.VIOLATED)
            + ", "
            + counted(ComplianceState.UNKNOWN)
            + ", "
            + counted(ComplianceState.EXEMPT)
            + " from "
            + rows()
            + " c where (c.tenant > :tenant or (c.tenant = :tenant and c.item > :item)) and"
            + AT
            + " group by c.tenant, c.item order by c.tenant, c.item";
    List<ComplianceSummary> found =
        store.read(
            em ->
                em.createQuery(jpql, Object[].class)
                    .setParameter("at", at(at))
                    .setParameter("tenant", after.get(0))
                    .setParameter("item", after.get(1))
                    .setMaxResults(page.limit() + 1)
                    .getResultStream()
                    .map(JpaCompliance::summary)
                    .toList());
    return Page.cut(found, page, s -> Cursor.of(s.tenant().value(), s.item()));
  }

  private static String counted(ComplianceState state) {
    return "sum(case when c.state = "
        + ComplianceState.class.getName()
        + "."
        + state
        + " then 1 else 0 end)";
  }

  private static ComplianceSummary summary(Object[] row) {
    return new ComplianceSummary(
        TenantId.of((String) row[0]),
        (String) row[1],
        ((Number) row[2]).longValue(),
        ((Number) row[3]).longValue(),
        ((Number) row[4]).longValue(),
        ((Number) row[5]).longValue());
  }

  @Override
  public Page<ComplianceEntry> history(AssetId asset, String item, PageRequest page) {
    bound();
    if (assets.get(asset).isEmpty()) {
      throw new NotFound("asset", asset);
    }
    var parameters = new HashMap<String, Object>();
    parameters.put("asset", asset.value());
    parameters.put("item", item);
    parameters.put(
        "before",
        page.cursor() == null
            ? ComplianceRow.OPEN
            : Micros.instant(Cursor.read(page.cursor(), 1).get(0)));
    var found =
        entries(
            "select c from ComplianceEntity c where c.asset = :asset and c.item = :item"
                + " and c.from < :before order by c.from desc",
            parameters,
            page);
    return Page.cut(found, page, e -> Cursor.of(Micros.text(e.from())));
  }

  @Override
  public List<ComplianceEntry> check(AssetId id) {
    bound();
    check(assets.get(id).orElseThrow(() -> new NotFound("asset", id)), Instant.now());
    audit.record("core.compliance.check", "asset/" + id, Json.EMPTY);
    return find(new ComplianceQuery(id, null, null, null), PageRequest.first(PageRequest.MAX))
        .items();
  }

  /** Asks about an asset of the bound tenant, and keeps what is new. */
  void check(Asset asset, Instant now) {
    var tenant = bound();
    boolean gone = asset.state() == AssetState.RETIRED;
    var said = gone ? new Sources.Said(List.of(), List.of()) : sources.ask(asset);
    var at = Micros.cut(now);
    store.write(
        em -> {
          var open = open(em, asset.id());
          for (var finding : said.findings()) {
            say(em, tenant, asset.id(), open.remove(finding.item()), finding, at);
          }
          // what sources that are away said stays; of the others it does not concern the asset now
          open.values().stream()
              .filter(row -> gone || said.asked().contains(row.item()))
              .forEach(
                  row -> {
                    row.end(at);
                    told(tenant, asset.id(), row.item(), row.state(), null, at);
                  });
          return true;
        });
  }

  private static Map<String, ComplianceEntity> open(EntityManager em, AssetId asset) {
    return em.createQuery(
            "select c from ComplianceEntity c where c.asset = :asset and c.until = :open",
            ComplianceEntity.class)
        .setParameter("asset", asset.value())
        .setParameter("open", ComplianceRow.OPEN)
        .getResultStream()
        .collect(Collectors.toMap(ComplianceRow::item, row -> row));
  }

  private void say(
      EntityManager em,
      TenantId tenant,
      AssetId asset,
      @Nullable ComplianceEntity before,
      ComplianceFinding finding,
      Instant at) {
    if (before != null && before.says(finding)) {
      return;
    }
    boolean same = before != null && before.state() == finding.state();
    if (before != null) {
      // the clock of the node that said it last may be ahead: then it is asked again later
      if (!at.isAfter(before.from())) {
        return;
      }
      before.end(at);
      // before the next row comes: the database keeps it at one that is open
      em.flush();
    }
    var since = before != null && same ? before.since() : at;
    em.persist(new ComplianceEntity(tenant, asset, finding, since, at));
    if (!same) {
      var was = before == null ? null : before.state();
      told(tenant, asset, finding.item(), was, finding.state(), at);
    }
  }

  private void told(
      TenantId tenant,
      AssetId asset,
      String item,
      @Nullable ComplianceState before,
      @Nullable ComplianceState now,
      Instant at) {
    events.publish(new ComplianceChanged(EventId.next(), tenant, asset, item, before, now, at));
  }
}
