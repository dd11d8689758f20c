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
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.rule.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
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
  }

  /** The table of the bound tenant, the view of those seen, or the provider's table. */
  private enum From {
    TENANT(CalendarEntity.class),
    FLEET(CalendarFleetEntity.class),
    PROVIDER(ProviderCalendarEntity.class);

    private final Class<? extends CalendarRow> rows;

    From(Class<? extends CalendarRow> rows) {
      this.rows = rows;
    }
  }

  private From seen() {
    return tenants.current().isPresent() ? From.TENANT : From.FLEET;
  }

  private <T> T read(From from, Function<EntityManager, T> work) {
    return from == From.PROVIDER ? visibility.asProvider(() -> store.read(work)) : store.read(work);
  }

  @Override
  public Optional<Calendar> get(CalendarId id) {
    access.current();
    return get(seen(), id).or(() -> get(From.PROVIDER, id));
  }

  private Optional<Calendar> get(From from, CalendarId id) {
    return read(
        from,
        em ->
            em.createQuery(
                    "select c from " + from.rows.getSimpleName() + " c where c.id = :id",
                    CalendarRow.class)
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst()
                .map(row -> row.toCalendar(json)));
  }

  @Override
  public Page<Calendar> find(PageRequest page) {
    access.current();
    var after =
        page.cursor() == null
            ? List.of(From.PROVIDER.name(), "", "")
            : Cursor.read(page.cursor(), 3);
    int wanted = page.limit() + 1;
    var calendars = new ArrayList<Calendar>();
    if (after.get(0).equals(From.PROVIDER.name())) {
      calendars.addAll(rows(From.PROVIDER, after.get(1), after.get(2), wanted));
      after = List.of("", "", "");
    }
    calendars.addAll(rows(seen(), after.get(1), after.get(2), wanted - calendars.size()));
    return Page.cut(calendars, page, JpaCalendars::cursor);
  }

  private static String cursor(Calendar last) {
    return Cursor.of(
        last.tenant() == null ? From.PROVIDER.name() : "",
        last.name().toLowerCase(Locale.ROOT),
        last.id().value());
  }

  private List<Calendar> rows(From from, String name, String id, int limit) {
    if (limit == 0) {
      return List.of();
    }
    return read(
        from,
        em ->
            em.createQuery(
                    "select c from "
                        + from.rows.getSimpleName()
                        + " c where c.nameKey > :name or (c.nameKey = :name and c.id > :id)"
                        + " order by c.nameKey, c.id",
                    CalendarRow.class)
                .setParameter("name", name)
                .setParameter("id", id)
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> row.toCalendar(json))
                .toList());
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
    write(
        (em, tenant) -> {
          var row = load(em, tenant, id);
          em.remove(row);
          return told(em, tenant, row, CalendarFate.REMOVED, Json.EMPTY);
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

  private static Class<? extends CalendarRow> table(@Nullable TenantId tenant) {
    return (tenant == null ? From.PROVIDER : From.TENANT).rows;
  }

  private static CalendarRow load(EntityManager em, @Nullable TenantId tenant, CalendarId id) {
    var row = em.find(table(tenant), id.value());
    if (row == null) {
      throw new NotFound("calendar", id);
    }
    return row;
  }

  private static void checkFree(
      EntityManager em, @Nullable TenantId tenant, String name, String except) {
    long used =
        em.createQuery(
                "select count(c) from "
                    + table(tenant).getSimpleName()
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
