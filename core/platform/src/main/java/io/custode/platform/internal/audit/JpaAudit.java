// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.audit.Audit;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditId;
import io.custode.api.audit.AuditQuery;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.core.TenantBinding;
import io.custode.platform.internal.access.Caller;
import io.custode.platform.internal.access.Callers;
import io.custode.platform.internal.access.Users;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.rule.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/**
 * Entries go through the outbox of whatever transaction is open; {@link AuditChain} puts them into
 * the record.
 */
@Component(service = {Audit.class, JpaAudit.class})
public final class JpaAudit implements Audit {
  private final TenantStore store;
  private final TenantBinding binding;
  private final Outbox outbox;
  private final Callers callers;
  private final Visibility visibility;
  private final JsonMapping json;

  @Activate
  public JpaAudit(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantBinding binding,
      @Reference Outbox outbox,
      @Reference Callers callers,
      @Reference Visibility visibility,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.binding = binding;
    this.outbox = outbox;
    this.callers = callers;
    this.visibility = visibility;
    this.json = json;
  }

  @Override
  public void record(String verb, String target, Json detail) {
    record(entry(verb, target, "done", detail, null));
  }

  @Override
  public void record(String verb, String target, Json detail, PersonalDetail personal) {
    record(entry(verb, target, "done", detail, personal));
  }

  private void record(Draft entry) {
    if (outbox.isOpen()) {
      append(entry);
    } else {
      writeAlone(entry);
    }
  }

  @Override
  public void refused(String verb, String target, String why) {
    writeAlone(entry(verb, target, "refused", json.write(new Why(why)), null));
  }

  @Override
  public void refused(String verb, String target, String why, PersonalDetail personal) {
    writeAlone(entry(verb, target, "refused", json.write(new Why(why)), personal));
  }

  /** Records how a command ended that runs outside any transaction of ours. */
  public void command(String name, String outcome, String why) {
    var detail = why.isEmpty() ? Json.EMPTY : json.write(new Why(why));
    writeAlone(entry("core.command.run", "command/" + name, outcome, detail, null));
  }

  private record Why(String why) {}

  private void writeAlone(Draft entry) {
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  append(entry);
                  return true;
                }));
  }

  private void append(Draft entry) {
    var tenant = entry.tenant();
    outbox.append(
        entry.id().value(),
        "audit",
        entry.verb(),
        tenant == null ? null : tenant.value(),
        json.write(entry).text());
  }

  private Draft entry(
      String verb, String target, String outcome, Json detail, @Nullable PersonalDetail personal) {
    var caller = callers.caller();
    var bound = binding.current();
    var tenant = bound == null ? null : bound.tenant();
    return new Draft(
        AuditId.next(),
        Instant.now(),
        caller.map(Caller::principal).map(Principal::name).orElse(Draft.NOBODY),
        caller.map(Caller::door).orElse("system"),
        tenant == null ? null : TenantId.of(tenant),
        verb,
        target,
        outcome,
        detail,
        caller
            .map(Caller::principal)
            .filter(who -> who.kind() != Principal.Kind.SYSTEM)
            .map(Principal::id)
            .orElse(null),
        personal == null ? null : personal.person(),
        personal == null ? null : personal.values());
  }

  @Override
  public Page<AuditEntry> find(AuditQuery query, PageRequest page) {
    var principal = callers.current();
    var bound = binding.current();
    var tenant = bound == null ? null : bound.tenant();
    List<AuditEntry> rows =
        visibility.asProvider(() -> store.read(em -> rows(em, query, page, tenant, principal)));
    return Page.cut(rows, page, e -> Cursor.of(Micros.text(e.at()), e.id().value()));
  }

  private static List<AuditEntry> rows(
      EntityManager em,
      AuditQuery query,
      PageRequest page,
      @Nullable String tenant,
      Principal principal) {
    var where = new ArrayList<String>();
    where.add(
        tenant != null
            ? "a.tenant = :tenant"
            : "(a.tenant is null or a.tenant in (select v.tenant from VisibleEntity v where v.viewer = :viewer))");
    var person = query.actor() == null ? null : person(em, query.actor());
    add(
        where,
        query.actor(),
        person == null ? "a.person is null and a.actor = :actor" : "a.person = :actor");
    add(where, query.verb(), "a.verb = :verb");
    add(where, query.target(), "a.target = :target");
    add(where, page.cursor(), "(a.at < :at or (a.at = :at and a.id < :id))");
    var q =
        em.createQuery(
            "select a from AuditEntity a where "
                + String.join(" and ", where)
                + " order by a.at desc, a.id desc",
            AuditEntity.class);
    if (tenant != null) {
      q.setParameter("tenant", tenant);
    } else {
      q.setParameter("viewer", principal.id().value());
    }
    set(q, "actor", person == null ? query.actor() : person);
    set(q, "verb", query.verb());
    set(q, "target", query.target());
    if (page.cursor() != null) {
      var after = Cursor.read(page.cursor(), 2);
      q.setParameter("at", Micros.instant(after.get(0))).setParameter("id", after.get(1));
    }
    var found = q.setMaxResults(page.limit() + 1).getResultList();
    var pseudonyms = Pseudonyms.of(em, Pseudonyms.personsOf(found));
    return found.stream().map(row -> row.toEntry(pseudonyms)).toList();
  }

  // names are sealed: they are found by the id
  private static @Nullable String person(EntityManager em, String nameOrId) {
    return Users.idOf(em, nameOrId).map(UserId::value).orElse(isId(nameOrId) ? nameOrId : null);
  }

  private static boolean isId(String text) {
    try {
      return UserId.of(text).value().equals(text);
    } catch (Invalid e) {
      return false;
    }
  }

  private static void add(List<String> where, @Nullable String value, String condition) {
    if (value != null) {
      where.add(condition);
    }
  }

  private static void set(javax.persistence.Query q, String name, @Nullable String value) {
    if (value != null) {
      q.setParameter(name, value);
    }
  }
}
