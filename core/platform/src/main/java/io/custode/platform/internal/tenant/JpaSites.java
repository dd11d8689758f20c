// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.Site;
import io.custode.api.tenant.SiteChange;
import io.custode.api.tenant.SiteChanged;
import io.custode.api.tenant.SiteCreated;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.SiteRemoved;
import io.custode.api.tenant.Sites;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
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

/** Sites in the core schema. */
@Component
public final class JpaSites implements Sites {
  private final TenantStore store;
  private final TenantContext tenants;
  private final Events events;
  private final Audit audit;

  @Activate
  public JpaSites(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.tenants = tenants;
    this.events = events;
    this.audit = audit;
  }

  private Class<? extends SiteRow> rows() {
    return tenants.current().isPresent() ? SiteEntity.class : SiteFleetEntity.class;
  }

  @Override
  public Optional<Site> get(SiteId id) {
    return store.read(
        em ->
            em.createQuery(
                    "select s from " + rows().getSimpleName() + " s where s.id = :id",
                    SiteRow.class)
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst()
                .map(SiteRow::toSite));
  }

  @Override
  public Page<Site> find(PageRequest page) {
    var after = page.cursor() == null ? List.of("", "") : Cursor.read(page.cursor(), 2);
    List<Site> sites =
        store.read(
            em ->
                em.createQuery(
                        "select s from "
                            + rows().getSimpleName()
                            + " s where s.nameKey > :name or (s.nameKey = :name and s.id > :id) order by s.nameKey, s.id",
                        SiteRow.class)
                    .setParameter("name", after.get(0))
                    .setParameter("id", after.get(1))
                    .setMaxResults(page.limit() + 1)
                    .getResultStream()
                    .map(SiteRow::toSite)
                    .toList());
    return Page.cut(sites, page, s -> Cursor.of(s.name().toLowerCase(Locale.ROOT), s.id().value()));
  }

  @Override
  public Site create(NewSite site) {
    var tenant =
        tenants
            .current()
            .orElseThrow(
                () -> Invalid.field("tenant", "must be named: a site is made in a tenant"));
    var name = Text.name("name", site.name());
    return store.write(em -> insert(em, tenant, name));
  }

  @Override
  public Site change(SiteId id, SiteChange change) {
    var tenant =
        tenants
            .current()
            .orElseThrow(
                () -> Invalid.field("tenant", "must be named: a site changes in its tenant"));
    var name = Text.name("name", change.name());
    return store.write(
        em -> {
          var entity = em.find(SiteEntity.class, id.value());
          if (entity == null) {
            throw new NotFound("site", id);
          }
          if (entity.revision() != change.revision()) {
            throw Conflict.changedMeanwhile("site");
          }
          checkFree(em, name, id.value());
          var changes = Changes.none().add("name", entity.name(), name);
          entity.rename(name);
          em.flush();
          events.publish(new SiteChanged(EventId.next(), tenant, id, name, Instant.now()));
          audit.record("core.site.change", "site/" + id, changes.json());
          return entity.toSite(tenant);
        });
  }

  @Override
  public void remove(SiteId id) {
    var tenant =
        tenants
            .current()
            .orElseThrow(
                () -> Invalid.field("tenant", "must be named: a site is removed from its tenant"));
    store.write(em -> remove(em, tenant, id));
  }

  private SiteEntity remove(EntityManager em, TenantId tenant, SiteId id) {
    var entity = em.find(SiteEntity.class, id.value());
    if (entity == null) {
      throw new NotFound("site", id);
    }
    long assets = there(em, "AssetEntity", id);
    long contacts = there(em, "ContactEntity", id);
    if (assets + contacts > 0) {
      throw new Conflict(
          "site-in-use",
          "Assets at the site: %d, contacts: %d; nothing was changed.".formatted(assets, contacts),
          "Move them to another site first, also what is retired.");
    }
    for (var rows : List.of("ExternalRefEntity r", "ValueEntity r")) {
      em.createQuery("delete from " + rows + " where r.target = :id")
          .setParameter("id", id.value())
          .executeUpdate();
    }
    em.remove(entity);
    em.flush();
    events.publish(new SiteRemoved(EventId.next(), tenant, id, Instant.now()));
    audit.record(
        "core.site.remove", "site/" + id, Changes.none().add("name", entity.name(), null).json());
    return entity;
  }

  private static long there(EntityManager em, String what, SiteId id) {
    return em.createQuery("select count(r) from " + what + " r where r.site = :id", Long.class)
        .setParameter("id", id.value())
        .getSingleResult();
  }

  private static void checkFree(EntityManager em, String name, String except) {
    long used =
        em.createQuery(
                "select count(s) from SiteEntity s where s.nameKey = :key and s.id <> :id",
                Long.class)
            .setParameter("key", name.toLowerCase(Locale.ROOT))
            .setParameter("id", except)
            .getSingleResult();
    if (used > 0) {
      throw new Conflict(
          "name-used",
          "The tenant has a site of this name already; nothing was changed.",
          "Take another name.");
    }
  }

  private Site insert(EntityManager em, TenantId tenant, String name) {
    checkFree(em, name, "");
    var entity = new SiteEntity(name);
    em.persist(entity);
    em.flush();
    events.publish(
        new SiteCreated(EventId.next(), tenant, SiteId.of(entity.id()), name, Instant.now()));
    audit.record("core.site.create", "site/" + entity.id(), Json.EMPTY);
    return entity.toSite(tenant);
  }
}
