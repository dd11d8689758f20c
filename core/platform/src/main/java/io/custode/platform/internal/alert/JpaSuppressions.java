// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.access.Access;
import io.custode.api.alert.NewSuppression;
import io.custode.api.alert.Suppression;
import io.custode.api.alert.SuppressionChanged;
import io.custode.api.alert.SuppressionId;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Assets;
import io.custode.api.audit.Audit;
import io.custode.api.calendar.Calendars;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.Invalid.Violation;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.group.AssetGroups;
import io.custode.api.page.Cursor;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** What is expected, in the core schema. */
@Component(service = JpaSuppressions.class)
public final class JpaSuppressions {
  /** Most of a tenant that have not ended. */
  static final int MOST = 200;

  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9.-]{2,99}");
  private static final int REASON = 500;
  private static final String LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

  private final TenantStore store;
  private final TenantContext tenants;
  private final Access access;
  private final Assets assets;
  private final AssetGroups groups;
  private final Calendars calendars;
  private final Events events;
  private final Audit audit;
  private final JsonMapping json;

  @Activate
  public JpaSuppressions(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Access access,
      @Reference Assets assets,
      @Reference AssetGroups groups,
      @Reference Calendars calendars,
      @Reference Events events,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.tenants = tenants;
    this.access = access;
    this.assets = assets;
    this.groups = groups;
    this.calendars = calendars;
    this.events = events;
    this.audit = audit;
    this.json = json;
  }

  private TenantId bound() {
    return tenants
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named: an alert is of one"));
  }

  Page<Suppression> find(Instant now, PageRequest page) {
    var rows = tenants.current().isPresent() ? "SuppressionEntity" : "SuppressionFleetEntity";
    var before = page.cursor() == null ? LAST_ID : Cursor.read(page.cursor(), 1).get(0);
    List<Suppression> found =
        store.read(
            em ->
                em.createQuery(
                        "select s from "
                            + rows
                            + " s where s.id < :before and s.until > :now order by s.id desc",
                        SuppressionRow.class)
                    .setParameter("before", before)
                    .setParameter("now", now)
                    .setMaxResults(page.limit() + 1)
                    .getResultStream()
                    .map(SuppressionRow::toSuppression)
                    .toList());
    return Page.cut(found, page, s -> Cursor.of(s.id().value()));
  }

  Suppression create(NewSuppression suppression, Instant now) {
    var tenant = bound();
    var made = check(suppression, now);
    return store.write(
        em -> {
          long there =
              em.createQuery(
                      "select count(s) from SuppressionEntity s where s.until > :now", Long.class)
                  .setParameter("now", now)
                  .getSingleResult();
          if (there >= MOST) {
            throw new Conflict(
                "suppressions-full",
                "The tenant has " + MOST + " suppressions; nothing was changed.",
                "End some, or take groups and kinds instead of single assets.");
          }
          var from = made.from() == null ? now : Micros.cut(made.from());
          var row = new SuppressionEntity(tenant, made, from, access.current().id());
          em.persist(row);
          em.flush();
          told(row.toSuppression(), false, "core.suppression.create", made, now);
          return row.toSuppression();
        });
  }

  private NewSuppression check(NewSuppression s, Instant now) {
    var wrong = new ArrayList<Violation>();
    if (s.asset() == null && s.group() == null && s.kind() == null) {
      wrong.add(new Violation("asset", "or group or kind must be there"));
    }
    if (s.kind() != null && !KIND.matcher(s.kind()).matches()) {
      wrong.add(new Violation("kind", "must be a kind of alerts, or the first words of kinds"));
    }
    var from = s.from() == null ? now : s.from();
    var until = s.until();
    if (from.isBefore(now.minus(LONGEST)) || from.isAfter(now.plus(LONGEST))) {
      wrong.add(new Violation("from", "must be within 366 days"));
    } else if (until == null && s.calendar() == null) {
      wrong.add(new Violation("until", "is required without a calendar"));
    } else if (until != null
        && (!until.isAfter(from) || !until.isAfter(now) || until.isAfter(from.plus(LONGEST)))) {
      wrong.add(new Violation("until", "must be after from and now, at most 366 days after from"));
    }
    var reason = Text.optional("reason", s.reason(), REASON);
    if (reason == null) {
      wrong.add(new Violation("reason", "is required"));
    }
    if (!wrong.isEmpty()) {
      throw new Invalid(wrong);
    }
    checkThere(s);
    return new NewSuppression(
        s.asset(),
        s.group(),
        s.kind(),
        from,
        until == null ? null : Micros.cut(until),
        s.calendar(),
        Objects.requireNonNull(reason));
  }

  private void checkThere(NewSuppression s) {
    if (s.asset() != null && assets.get(s.asset()).isEmpty()) {
      throw new NotFound("asset", s.asset());
    }
    if (s.group() != null && groups.get(s.group()).isEmpty()) {
      throw new NotFound("group", s.group());
    }
    if (s.calendar() != null && calendars.get(s.calendar()).isEmpty()) {
      throw new NotFound("calendar", s.calendar());
    }
  }

  void end(SuppressionId id, Instant now) {
    bound();
    store.write(
        em -> {
          var row = em.find(SuppressionEntity.class, id.value());
          var until = row == null ? now : row.toSuppression().until();
          if (row == null || (until != null && !until.isAfter(now))) {
            throw new NotFound("suppression", id);
          }
          row.end(now);
          told(row.toSuppression(), true, "core.suppression.end", new Ended(now), now);
          return true;
        });
  }

  private record Ended(Instant at) {}

  private void told(Suppression s, boolean ended, String verb, Object detail, Instant now) {
    events.publish(new SuppressionChanged(EventId.next(), s.tenant(), s.id(), ended, now));
    audit.record(verb, "suppression/" + s.id(), json.write(detail));
  }

  /**
   * @return what is expected in the bound tenant at that moment
   */
  Expected now(Instant now) {
    List<Suppression> found =
        store.read(
            em ->
                em.createQuery(
                        "select s from SuppressionEntity s where s.until > :now and s.from <= :now",
                        SuppressionEntity.class)
                    .setParameter("now", now)
                    .getResultStream()
                    .map(SuppressionRow::toSuppression)
                    .toList());
    return new Expected(found, groups, calendars, now);
  }

  boolean cover(@Nullable AssetId asset, String kind, Instant now) {
    return now(now).covers(asset, kind);
  }

  /**
   * @return tenants that expect something, of those that the viewer sees
   */
  List<String> tenants(Instant now) {
    return store.read(
        em ->
            em.createQuery(
                    "select distinct s.tenant from SuppressionFleetEntity s"
                        + " where s.until > :now and s.from <= :now",
                    String.class)
                .setParameter("now", now)
                .getResultList());
  }
}
