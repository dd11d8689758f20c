// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.agreement;

import io.custode.api.agreement.Agreement;
import io.custode.api.agreement.AgreementChange;
import io.custode.api.agreement.AgreementChange.Clearable;
import io.custode.api.agreement.AgreementChanged;
import io.custode.api.agreement.AgreementId;
import io.custode.api.agreement.AgreementQuery;
import io.custode.api.agreement.Agreements;
import io.custode.api.agreement.NewAgreement;
import io.custode.api.agreement.Sla;
import io.custode.api.audit.Audit;
import io.custode.api.calendar.Calendars;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.rule.Text;
import io.custode.platform.internal.stamp.Stamps;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Agreements in the core schema. */
@Component
public final class JpaAgreements implements Agreements {
  private final TenantStore store;
  private final TenantContext tenants;
  private final Calendars calendars;
  private final Stamps stamps;
  private final Events events;
  private final Audit audit;
  private final JsonMapping json;

  @Activate
  public JpaAgreements(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Calendars calendars,
      @Reference Stamps stamps,
      @Reference Events events,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.tenants = tenants;
    this.calendars = calendars;
    this.stamps = stamps;
    this.events = events;
    this.audit = audit;
    this.json = json;
  }

  private String rows() {
    return tenants.current().isPresent() ? "AgreementEntity" : "AgreementFleetEntity";
  }

  private TenantId bound() {
    return tenants
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named: an agreement is with one"));
  }

  @Override
  public Optional<Agreement> get(AgreementId id) {
    return store.read(
        em ->
            em.createQuery("select a from " + rows() + " a where a.id = :id", AgreementRow.class)
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst()
                .map(row -> row.toAgreement(json)));
  }

  @Override
  public Page<Agreement> find(AgreementQuery query, PageRequest page) {
    var after = page.cursor() == null ? List.of("", "") : Cursor.read(page.cursor(), 2);
    var day = query.inForceOn();
    var jpql =
        "select a from "
            + rows()
            + " a where (a.startsOn > :from or (a.startsOn = :from and a.id > :id))"
            + (query.kind() == null ? "" : " and a.kind = :kind")
            + (day == null ? "" : " and a.startsOn <= :day and a.endsOn >= :day")
            + " order by a.startsOn, a.id";
    List<Agreement> found =
        store.read(
            em -> {
              var q =
                  em.createQuery(jpql, AgreementRow.class)
                      .setParameter("from", after.get(0))
                      .setParameter("id", after.get(1));
              if (query.kind() != null) {
                q.setParameter("kind", query.kind());
              }
              if (day != null) {
                q.setParameter("day", day.toString());
              }
              return q.setMaxResults(page.limit() + 1)
                  .getResultStream()
                  .map(row -> row.toAgreement(json))
                  .toList();
            });
    return Page.cut(found, page, a -> Cursor.of(a.startsOn().toString(), a.id().value()));
  }

  @Override
  public Agreement create(NewAgreement agreement) {
    var tenant = bound();
    var name = Text.name("name", agreement.name());
    checkCalendar(agreement.sla());
    return store.write(
        em -> {
          stamps.bump(em, tenant);
          var row = new AgreementEntity(tenant, name, agreement.kind());
          say(row, name, agreement.startsOn(), agreement.endsOn(), agreement.sla());
          AgreementCheck.check(row.toAgreement(json));
          checkAlone(em, row.toAgreement(json));
          em.persist(row);
          return told(em, row, "core.agreement.create", agreement);
        });
  }

  @Override
  public Agreement change(AgreementId id, AgreementChange change) {
    var tenant = bound();
    var name = change.name() == null ? null : Text.name("name", change.name());
    checkCalendar(change.sla());
    return store.write(
        em -> {
          stamps.bump(em, tenant);
          var row = em.find(AgreementEntity.class, id.value());
          if (row == null) {
            throw new NotFound("agreement", id);
          }
          var now = row.toAgreement(json);
          if (now.revision() != change.revision()) {
            throw Conflict.changedMeanwhile("agreement");
          }
          say(
              row,
              name == null ? now.name() : name,
              change.startsOn() == null ? now.startsOn() : change.startsOn(),
              kept(change, Clearable.ENDS_ON, change.endsOn(), now.endsOn()),
              kept(change, Clearable.SLA, change.sla(), now.sla()));
          AgreementCheck.check(row.toAgreement(json));
          checkAlone(em, row.toAgreement(json));
          return told(em, row, "core.agreement.change", new Altered(now, change));
        });
  }

  private static <T> @Nullable T kept(
      AgreementChange change, Clearable what, @Nullable T next, @Nullable T now) {
    var clear = change.clear();
    boolean gone = clear != null && clear.contains(what);
    if (gone && next != null) {
      throw Invalid.field("clear", "names what the change gives");
    }
    return gone ? null : next == null ? now : next;
  }

  private record Altered(Agreement from, AgreementChange change) {}

  private void say(
      AgreementRow row, String name, LocalDate from, @Nullable LocalDate to, @Nullable Sla sla) {
    row.say(name, from, to, sla == null ? null : json.write(sla));
  }

  private void checkCalendar(@Nullable Sla sla) {
    if (sla != null && calendars.get(sla.calendar()).isEmpty()) {
      throw new NotFound("calendar", sla.calendar());
    }
  }

  /** Writers of one tenant are in turn, so what is not there now does not come in between. */
  private void checkAlone(EntityManager em, Agreement agreement) {
    var end = agreement.endsOn();
    em.createQuery(
            "select a from AgreementEntity a where a.kind = :kind and a.id <> :id"
                + " and a.startsOn <= :to and a.endsOn >= :from",
            AgreementEntity.class)
        .setParameter("kind", agreement.kind())
        .setParameter("id", agreement.id().value())
        .setParameter("from", agreement.startsOn().toString())
        .setParameter("to", end == null ? "9999-12-31" : end.toString())
        .getResultStream()
        .findFirst()
        .map(row -> row.toAgreement(json))
        .ifPresent(
            other -> {
              throw new Conflict(
                  "agreements-overlap",
                  "The agreement '"
                      + other.name()
                      + "' of the same kind is in force on some of these days; nothing was changed.",
                  "End that one before this one begins, or take other days.");
            });
  }

  private Agreement told(EntityManager em, AgreementRow row, String verb, Object detail) {
    em.flush();
    var agreement = row.toAgreement(json);
    events.publish(
        new AgreementChanged(EventId.next(), agreement.tenant(), agreement.id(), Instant.now()));
    audit.record(verb, "agreement/" + agreement.id(), json.write(detail));
    return agreement;
  }
}
