// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.access.Access;
import io.custode.api.access.Principal;
import io.custode.api.alert.Alert;
import io.custode.api.alert.AlertChanged;
import io.custode.api.alert.AlertFate;
import io.custode.api.alert.AlertId;
import io.custode.api.alert.AlertQuery;
import io.custode.api.alert.AlertRaised;
import io.custode.api.alert.AlertResolved;
import io.custode.api.alert.AlertState;
import io.custode.api.alert.Alerts;
import io.custode.api.alert.NewAlert;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Assets;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.rule.Micros;
import io.custode.platform.internal.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Alerts in the core schema, for core; which a plugin may raise says {@link OwnAlerts}. */
@Component(service = JpaAlerts.class)
public final class JpaAlerts implements Alerts {
  /** What tells that a source has too many. */
  static final String FLOOD = "core.alert-flood";

  /** Most alerts of one source and tenant that are not over. */
  static final int MOST = 500;

  private static final Duration SAME_AGAIN = Duration.ofHours(1);
  private static final int TRIES = 5;

  private final TenantStore store;
  private final TenantContext tenants;
  private final Access access;
  private final Assets assets;
  private final JpaSuppressions suppressions;
  private final Events events;
  private final Audit audit;
  private final JsonMapping json;
  private final InstantSource clock;
  private final int most;
  private final AlertTable table;

  @Activate
  public JpaAlerts(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Access access,
      @Reference Assets assets,
      @Reference JpaSuppressions suppressions,
      @Reference Events events,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this(
        store,
        tenants,
        access,
        assets,
        suppressions,
        events,
        audit,
        json,
        InstantSource.system(),
        MOST);
  }

  JpaAlerts(
      TenantStore store,
      TenantContext tenants,
      Access access,
      Assets assets,
      JpaSuppressions suppressions,
      Events events,
      Audit audit,
      JsonMapping json,
      InstantSource clock,
      int most) {
    this.store = store;
    this.tenants = tenants;
    this.access = access;
    this.assets = assets;
    this.suppressions = suppressions;
    this.events = events;
    this.audit = audit;
    this.json = json;
    this.clock = clock;
    this.most = most;
    this.table = new AlertTable(store, tenants);
  }

  private TenantId bound() {
    return tenants
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named: an alert is of one"));
  }

  int most() {
    return most;
  }

  private Instant now() {
    return Micros.cut(clock.instant());
  }

  @Override
  public Optional<Alert> get(AlertId id) {
    return table.get(id);
  }

  @Override
  public Page<Alert> find(AlertQuery query, PageRequest page) {
    return table.find(query, page);
  }

  @Override
  public Alert raise(NewAlert alert) {
    var tenant = bound();
    var checked = AlertRules.check(alert);
    var asset = checked.asset();
    if (asset != null && assets.get(asset).isEmpty()) {
      throw new NotFound("asset", asset);
    }
    return again(
        () -> {
          // most of what is raised is there already: that takes no more than this
          var known = store.write(em -> repeated(em, checked));
          if (known.isPresent()) {
            return known.get();
          }
          boolean expected = suppressions.cover(asset, checked.kind(), now());
          return store.write(
              em -> repeated(em, checked).orElseGet(() -> fresh(em, tenant, checked, expected)));
        });
  }

  /** Two that raise the same thing for the first time: one of them finds it at the next try. */
  private static <T> T again(Supplier<T> work) {
    for (int i = 1; ; i++) {
      try {
        return work.get();
      } catch (Conflict e) {
        boolean meanwhile =
            e.name().equals("already-exists") || e.name().equals("changed-meanwhile");
        if (!meanwhile || i == TRIES) {
          throw e;
        }
      }
    }
  }

  private Optional<Alert> repeated(EntityManager em, NewAlert alert) {
    var same = AlertRules.same(alert.kind(), alert.asset(), alert.key());
    var now = now();
    // counts under the row's lock: who raises the same at the same time waits, and none is lost
    int counted =
        em.createQuery(
                "update AlertEntity a set a.times = a.times + 1, a.lastAt = :now"
                    + " where a.same = :same and a.ended = :active")
            .setParameter("now", now)
            .setParameter("same", same)
            .setParameter("active", AlertRow.ACTIVE)
            .executeUpdate();
    if (counted == 0) {
      return reopened(em, same, alert, now);
    }
    var row = AlertTable.active(em, same).orElseThrow(() -> Conflict.changedMeanwhile("alert"));
    var before = row.toAlert();
    row.say(alert);
    if (alert.severity().compareTo(before.severity()) > 0) {
      row.open(before.note());
      changed(row.toAlert(), AlertFate.ESCALATED, now);
    }
    em.flush();
    return Optional.of(row.toAlert());
  }

  /** What comes and goes is one alert. */
  private Optional<Alert> reopened(EntityManager em, String same, NewAlert alert, Instant now) {
    return em.createQuery(
            "select a from AlertEntity a where a.same = :same and a.resolvedAt > :since"
                + " order by a.resolvedAt desc",
            AlertEntity.class)
        .setParameter("same", same)
        .setParameter("since", now.minus(SAME_AGAIN))
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(
            row -> {
              row.open(null);
              row.again(now);
              row.say(alert);
              em.flush();
              changed(row.toAlert(), AlertFate.REOPENED, now);
              return row.toAlert();
            });
  }

  private Alert fresh(EntityManager em, TenantId tenant, NewAlert alert, boolean expected) {
    var source = AlertRules.source(alert.kind());
    if (!alert.kind().equals(FLOOD) && AlertTable.count(em, source) >= most) {
      var flood = flood(source);
      return repeated(em, flood).orElseGet(() -> fresh(em, tenant, flood, false));
    }
    var now = now();
    var row = new AlertEntity(tenant, alert, cause(em, alert.cause()), expected, now);
    em.persist(row);
    em.flush();
    var made = row.toAlert();
    events.publish(
        new AlertRaised(
            EventId.next(),
            tenant,
            made.id(),
            made.asset(),
            made.kind(),
            made.severity(),
            made.title(),
            made.suppressed(),
            made.cause(),
            now));
    record("core.alert.raise", made.id(), alert);
    return made;
  }

  private NewAlert flood(String source) {
    return new NewAlert(
        FLOOD,
        source,
        Severity.WARNING,
        "Too many alerts from " + source,
        "There are "
            + most
            + " that are not over; further ones of other things are not kept until there are fewer.",
        null,
        null);
  }

  /** The first cause, so that nothing leads in a circle. */
  private static @Nullable AlertId cause(EntityManager em, @Nullable AlertId cause) {
    if (cause == null) {
      return null;
    }
    var row = em.find(AlertEntity.class, cause.value());
    if (row == null) {
      throw new NotFound("alert", cause);
    }
    var first = row.toAlert().cause();
    return first == null ? cause : first;
  }

  @Override
  public Optional<Alert> resolve(String kind, @Nullable AssetId asset, String key) {
    bound();
    var same = AlertRules.same(AlertRules.kind(kind), asset, Text.name("key", key));
    return again(
        () -> store.write(em -> AlertTable.active(em, same).map(row -> resolved(em, row, null))));
  }

  @Override
  public Alert resolve(AlertId id, @Nullable String note) {
    var text = AlertRules.note(note);
    return decide(
        id,
        (em, row) -> {
          requireActive(row);
          return resolved(em, row, text);
        });
  }

  private Alert resolved(EntityManager em, AlertEntity row, @Nullable String note) {
    var now = now();
    row.resolve(note, now);
    em.flush();
    var alert = row.toAlert();
    events.publish(
        new AlertResolved(
            EventId.next(),
            alert.tenant(),
            alert.id(),
            alert.asset(),
            alert.kind(),
            alert.severity(),
            alert.title(),
            alert.suppressed(),
            now));
    record("core.alert.resolve", alert.id(), new Said(note));
    return alert;
  }

  private record Said(@Nullable String note) {}

  private interface Decision {
    Alert on(EntityManager em, AlertEntity row);
  }

  private Alert decide(AlertId id, Decision decision) {
    bound();
    return store.write(
        em -> {
          var row = em.find(AlertEntity.class, id.value());
          if (row == null) {
            throw new NotFound("alert", id);
          }
          return decision.on(em, row);
        });
  }

  private static void requireActive(AlertEntity row) {
    if (row.toAlert().state() == AlertState.RESOLVED) {
      throw new Conflict(
          "alert-resolved",
          "The alert is resolved already; nothing was changed.",
          "Reopen it if it is not over.");
    }
  }

  @Override
  public Alert acknowledge(AlertId id, @Nullable String note) {
    var text = AlertRules.note(note);
    return decide(
        id,
        (em, row) -> {
          requireActive(row);
          row.acknowledge(access.current().id(), text);
          em.flush();
          changed(row.toAlert(), AlertFate.ACKNOWLEDGED, now());
          record("core.alert.acknowledge", id, new Said(text));
          return row.toAlert();
        });
  }

  @Override
  public Alert reopen(AlertId id, @Nullable String note) {
    var text = AlertRules.note(note);
    return decide(
        id,
        (em, row) -> {
          if (row.toAlert().state() != AlertState.RESOLVED) {
            throw new Conflict(
                "alert-not-resolved",
                "The alert is not resolved; nothing was changed.",
                "Acknowledge it if you look after it.");
          }
          row.open(text);
          em.flush();
          changed(row.toAlert(), AlertFate.REOPENED, now());
          record("core.alert.reopen", id, new Said(text));
          return row.toAlert();
        });
  }

  private void changed(Alert alert, AlertFate fate, Instant now) {
    events.publish(
        new AlertChanged(
            EventId.next(),
            alert.tenant(),
            alert.id(),
            alert.asset(),
            fate,
            alert.severity(),
            now));
  }

  /** What people do; what machines say is in the alert itself. */
  private void record(String verb, AlertId id, Object detail) {
    if (access.current().kind() != Principal.Kind.SYSTEM) {
      audit.record(verb, "alert/" + id, json.write(detail));
    }
  }

  /**
   * @return whether it changed anything
   */
  boolean suppress(AlertId id, boolean suppressed) {
    return again(
        () ->
            store.write(
                em -> {
                  var row = em.find(AlertEntity.class, id.value());
                  if (row == null || row.toAlert().state() == AlertState.RESOLVED) {
                    return false;
                  }
                  row.suppress(suppressed);
                  em.flush();
                  changed(
                      row.toAlert(),
                      suppressed ? AlertFate.SUPPRESSED : AlertFate.UNSUPPRESSED,
                      now());
                  return true;
                }));
  }
}
