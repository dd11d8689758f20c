// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.access.Access;
import io.custode.api.audit.Audit;
import io.custode.api.calendar.Calendar;
import io.custode.api.calendar.CalendarChange;
import io.custode.api.calendar.CalendarChanged;
import io.custode.api.calendar.CalendarFate;
import io.custode.api.calendar.CalendarId;
import io.custode.api.calendar.Calendars;
import io.custode.api.calendar.NewCalendar;
import io.custode.api.calendar.ProviderCalendarChanged;
import io.custode.api.calendar.Timetable;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.rule.Text;
import io.custode.platform.internal.tenant.OwnedTables;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;

/** Calendars in the core schema: those of tenants in one table, the provider's in another. */
@Component
public final class JpaCalendars implements Calendars {
  private final TenantStore store;
  private final TenantContext tenants;
  private final Visibility visibility;
  private final Access access;
  private final Events events;
  private final Audit audit;
  private final JsonMapping json;
  private final OwnedTables<CalendarRow> rows;
  private final List<CalendarUse> uses = new CopyOnWriteArrayList<>();

  @Activate
  public JpaCalendars(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Visibility visibility,
      @Reference Access access,
      @Reference Events events,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.tenants = tenants;
    this.visibility = visibility;
    this.access = access;
    this.events = events;
    this.audit = audit;
    this.json = json;
    this.rows =
        new OwnedTables<>(
            store,
            visibility,
            () -> tenants.current().isPresent(),
            CalendarRow.class,
            CalendarEntity.class,
            CalendarFleetEntity.class,
            ProviderCalendarEntity.class);
  }

  /** Who may refer to calendars. */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void bindUse(CalendarUse use) {
    uses.add(use);
  }

  public void unbindUse(CalendarUse use) {
    uses.remove(use);
  }

  @Override
  public Optional<Calendar> get(CalendarId id) {
    access.current();
    return rows.find(id.value()).map(row -> row.toCalendar(json));
  }

  @Override
  public Page<Calendar> find(PageRequest page) {
    access.current();
    return Page.cut(rows.byName(page), page, JpaCalendars::cursor).map(row -> row.toCalendar(json));
  }

  private static String cursor(CalendarRow last) {
    return OwnedTables.cursor(last.tenant(), last.nameKey(), last.id());
  }

  @Override
  public Timetable timetable(CalendarId id) {
    return new RuleTimetable(get(id).orElseThrow(() -> new NotFound("calendar", id)).rules());
  }

  @Override
  public Calendar create(NewCalendar calendar) {
    var name = Text.name("name", calendar.name());
    RuleCheck.check(calendar.rules());
    var rules = json.write(calendar.rules());
    return write(
        (em, tenant) -> {
          checkFree(em, tenant, name, "");
          var row =
              tenant == null
                  ? new ProviderCalendarEntity(name, rules)
                  : new CalendarEntity(tenant, name, rules);
          em.persist(row);
          return told(em, tenant, row, CalendarFate.CREATED, Json.EMPTY);
        });
  }

  @Override
  public Calendar change(CalendarId id, CalendarChange change) {
    var name = change.name() == null ? null : Text.name("name", change.name());
    var rules = change.rules();
    if (rules != null) {
      RuleCheck.check(rules);
    }
    return write(
        (em, tenant) -> {
          var row = load(em, tenant, id);
          if (row.revision() != change.revision()) {
            throw Conflict.changedMeanwhile("calendar");
          }
          if (name != null) {
            checkFree(em, tenant, name, id.value());
          }
          row.change(name, rules == null ? null : json.write(rules));
          return told(em, tenant, row, CalendarFate.CHANGED, json.write(change));
        });
  }

  @Override
  public void remove(CalendarId id) {
    var tenant = tenants.current().orElse(null);
    if (tenant == null) {
      access.require("core.calendar.provide");
    }
    rows.read(OwnedTables.of(tenant), em -> load(em, tenant, id));
    var used = uses.stream().flatMap(use -> use.of(id, tenant).stream()).toList();
    if (!used.isEmpty()) {
      throw new Conflict(
          "calendar-used",
          "The calendar is used by " + String.join(", ", used) + "; nothing was changed.",
          "Give these another calendar first.");
    }
    write(
        (em, owner) -> {
          var row = load(em, owner, id);
          em.remove(row);
          return told(em, owner, row, CalendarFate.REMOVED, Json.EMPTY);
        });
  }

  private interface Work {
    Calendar in(EntityManager em, @Nullable TenantId tenant);
  }

  private Calendar write(Work work) {
    var tenant = tenants.current().orElse(null);
    if (tenant != null) {
      return store.write(em -> work.in(em, tenant));
    }
    access.require("core.calendar.provide");
    return visibility.asProvider(() -> store.write(em -> work.in(em, null)));
  }

  private CalendarRow load(EntityManager em, @Nullable TenantId tenant, CalendarId id) {
    var row = em.find(rows.entity(OwnedTables.of(tenant)), id.value());
    if (row == null) {
      throw new NotFound("calendar", id);
    }
    return row;
  }

  private void checkFree(EntityManager em, @Nullable TenantId tenant, String name, String except) {
    long used =
        em.createQuery(
                "select count(c) from "
                    + rows.entity(OwnedTables.of(tenant)).getSimpleName()
                    + " c where c.nameKey = :key and c.id <> :id",
                Long.class)
            .setParameter("key", name.toLowerCase(Locale.ROOT))
            .setParameter("id", except)
            .getSingleResult();
    if (used > 0) {
      throw new Conflict(
          "name-used",
          "There is a calendar of this name already; nothing was changed.",
          "Take another name.");
    }
  }

  private Calendar told(
      EntityManager em,
      @Nullable TenantId tenant,
      CalendarRow row,
      CalendarFate fate,
      Json detail) {
    em.flush();
    var id = CalendarId.of(row.id());
    events.publish(
        tenant == null
            ? new ProviderCalendarChanged(EventId.next(), id, fate, Instant.now())
            : new CalendarChanged(EventId.next(), tenant, id, fate, Instant.now()));
    var verb =
        switch (fate) {
          case CREATED -> "core.calendar.create";
          case CHANGED -> "core.calendar.change";
          case REMOVED -> "core.calendar.remove";
        };
    audit.record(verb, "calendar/" + id, detail);
    return row.toCalendar(json);
  }
}
