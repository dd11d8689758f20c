// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.access.Access;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.NewTenant;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.TenantChange;
import io.custode.api.tenant.TenantChanged;
import io.custode.api.tenant.TenantCreated;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.SystemParts;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.rule.Changes;
import io.custode.platform.internal.rule.Text;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tenants in the core schema. */
@Component
public final class JpaTenants implements Tenants {
  private final TenantStore store;
  private final Visibility visibility;
  private final Access access;
  private final Events events;
  private final Audit audit;

  @Activate
  public JpaTenants(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference Access access,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.visibility = visibility;
    this.access = access;
    this.events = events;
    this.audit = audit;
  }

  @Override
  public Optional<Tenant> get(TenantId id) {
    if (!visibility.sees(access.current(), id)) {
      return Optional.empty();
    }
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    Optional.ofNullable(em.find(TenantEntity.class, id.value()))
                        .map(TenantEntity::toTenant)));
  }

  @Override
  public Page<Tenant> find(String text, PageRequest page) {
    var viewer = access.current().id().value();
    var pattern =
        Text.contains(Optional.ofNullable(Text.optional("text", text, Text.NAME)).orElse(""));
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    List<Tenant> rows =
        visibility.asProvider(
            () -> store.read(em -> rows(em, viewer, pattern, after, page.limit() + 1)));
    return Page.cut(rows, page, t -> Cursor.of(t.name().toLowerCase(Locale.ROOT)));
  }

  private static List<Tenant> rows(
      EntityManager em, String viewer, String pattern, String after, int limit) {
    return em.createQuery(
            """
            select t from TenantEntity t
            where t.id in (select v.tenant from VisibleEntity v where v.viewer = :viewer)
              and t.nameKey like :pattern escape '!' and t.nameKey > :after
            order by t.nameKey""",
            TenantEntity.class)
        .setParameter("viewer", viewer)
        .setParameter("pattern", pattern)
        .setParameter("after", after)
        .setMaxResults(limit)
        .getResultStream()
        .map(TenantEntity::toTenant)
        .toList();
  }

  @Override
  public Tenant create(NewTenant tenant) {
    var name = Text.name("name", tenant.name());
    var creator = access.current().id().value();
    return visibility.asProvider(() -> store.write(em -> insert(em, name, creator)));
  }

  @Override
  public Tenant change(TenantId id, TenantChange change) {
    var name = Text.name("name", change.name());
    if (!visibility.sees(access.current(), id)) {
      throw new NotFound("tenant", id);
    }
    return visibility.asProvider(() -> store.write(em -> change(em, id, name, change.revision())));
  }

  private Tenant change(EntityManager em, TenantId id, String name, long revision) {
    var entity = em.find(TenantEntity.class, id.value());
    if (entity == null) {
      throw new NotFound("tenant", id);
    }
    if (entity.toTenant().revision() != revision) {
      throw Conflict.changedMeanwhile("tenant");
    }
    checkFree(em, name, id.value());
    var changes = Changes.none().add("name", entity.toTenant().name(), name);
    entity.rename(name);
    em.flush();
    events.publish(new TenantChanged(EventId.next(), id, name, Instant.now()));
    audit.record("core.tenant.change", "tenant/" + id, changes.json());
    return entity.toTenant();
  }

  private static void checkFree(EntityManager em, String name, String except) {
    long used =
        em.createQuery(
                "select count(t) from TenantEntity t where t.nameKey = :key and t.id <> :id",
                Long.class)
            .setParameter("key", name.toLowerCase(Locale.ROOT))
            .setParameter("id", except)
            .getSingleResult();
    if (used > 0) {
      throw new Conflict(
          "name-used",
          "There is a tenant of this name already; nothing was changed.",
          "Take another name.");
    }
  }

  private Tenant insert(EntityManager em, String name, String creator) {
    checkFree(em, name, "");
    var entity = new TenantEntity(name, Instant.now());
    em.persist(entity);
    em.flush();
    var created = entity.toTenant();
    var id = created.id().value();
    visibility.show(em, SystemParts.ID.value(), id);
    visibility.show(em, creator, id);
    em.createQuery("select u.id from UserEntity u where u.allTenants = :all", String.class)
        .setParameter("all", true)
        .getResultStream()
        .filter(viewer -> !viewer.equals(creator))
        .forEach(viewer -> visibility.show(em, viewer, id));
    events.publish(new TenantCreated(EventId.next(), created.id(), created.name(), Instant.now()));
    audit.record("core.tenant.create", "tenant/" + id, Json.EMPTY);
    return created;
  }
}
