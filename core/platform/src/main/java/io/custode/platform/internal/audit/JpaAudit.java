// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.api.access.Principal;
import io.custode.api.audit.Audit;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditId;
import io.custode.api.audit.AuditQuery;
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
 * Entries go through the outbox of whatever transaction is open; one writer puts them into the
 * record.
 */
@Component(service = {Audit.class, JpaAudit.class})
public final class JpaAudit implements Audit {
  private static final int LONGEST_DETAIL = 3000;

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
    var entry = entry(verb, target, "done", detail);
    if (outbox.isOpen()) {
      append(entry);
    } else {
      writeAlone(entry);
    }
  }

  @Override
  public void refused(String verb, String target, String why) {
    writeAlone(entry(verb, target, "refused", json.write(new Why(why))));
  }

  /** Records how a command ended that runs outside any transaction of ours. */
  public void command(String name, String outcome, String why) {
    var detail = why.isEmpty() ? Json.EMPTY : json.write(new Why(why));
    writeAlone(entry("core.command.run", "command/" + name, outcome, detail));
  }

  private record Why(String why) {}

  private void writeAlone(AuditEntry entry) {
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  append(entry);
                  return true;
                }));
  }

  private void append(AuditEntry entry) {
    var tenant = entry.tenant();
    outbox.append(
        entry.id().value(),
        "audit",
        entry.verb(),
        tenant == null ? null : tenant.value(),
        json.write(entry).text());
  }

  private AuditEntry entry(String verb, String target, String outcome, Json detail) {
    var caller = callers.caller();
    var bound = binding.current();
    var tenant = bound == null ? null : bound.tenant();
    return new AuditEntry(
        AuditId.next(),
        Instant.now(),
        caller.map(Caller::principal).map(Principal::name).orElse("nobody"),
        caller.map(Caller::door).orElse("system"),
        tenant == null ? null : TenantId.of(tenant),
        verb,
        target.length() > 200 ? target.substring(0, 200) : target,
        outcome,
        detail.text().length() > LONGEST_DETAIL ? new Json("{\"cut\":true}") : detail);
  }

  /** Puts a delivered entry into the record; done twice it is done once. */
  public void store(String payload) {
    AuditEntry entry = json.read(new Json(payload), AuditEntry.class);
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  if (em.find(AuditEntity.class, entry.id().value()) == null) {
                    em.persist(new AuditEntity(entry));
                  }
                  return true;
                }));
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
    add(where, query.actor(), "a.actor = :actor");
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
    set(q, "actor", query.actor());
    set(q, "verb", query.verb());
    set(q, "target", query.target());
    if (page.cursor() != null) {
      var after = Cursor.read(page.cursor(), 2);
      q.setParameter("at", Micros.instant(after.get(0))).setParameter("id", after.get(1));
    }
    return q.setMaxResults(page.limit() + 1).getResultStream().map(AuditEntity::toEntry).toList();
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
