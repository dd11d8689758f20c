// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.api.access.Access;
import io.custode.api.asset.AssetId;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.module.EndpointModule;
import io.custode.api.module.EndpointModuleQuery;
import io.custode.api.module.EndpointModules;
import io.custode.api.module.ModuleDelivery;
import io.custode.api.module.ModuleReleased;
import io.custode.api.module.OfferedModule;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.PluginId;
import io.custode.api.tenant.TenantContext;
import io.custode.persistence.TenantStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Modules on machines, for people. */
@Component
public final class JpaEndpointModules implements EndpointModules {
  private final TenantStore store;
  private final TenantContext tenants;
  private final JpaModules modules;
  private final Access access;
  private final Audit audit;
  private final Events events;

  @Activate
  public JpaEndpointModules(
      @Reference(target = "(custode.schema=gateway)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference JpaModules modules,
      @Reference Access access,
      @Reference Audit audit,
      @Reference Events events) {
    this.store = store;
    this.tenants = tenants;
    this.modules = modules;
    this.access = access;
    this.audit = audit;
    this.events = events;
  }

  private record Found(String key, EndpointModule module) {}

  @Override
  public Page<EndpointModule> find(EndpointModuleQuery query, PageRequest page) {
    var tenant = tenants.current();
    List<Found> found =
        store.read(
            em ->
                tenant.isEmpty()
                    ? select(
                        em,
                        AgentModuleView.class,
                        query,
                        page,
                        row -> new Found(row.key(), row.toModule()))
                    : select(
                        em,
                        AgentModuleEntity.class,
                        query,
                        page,
                        row -> new Found(row.key(), row.toModule(tenant.get()))));
    var cut = Page.cut(found, page, each -> Cursor.of(each.key()));
    return new Page<>(cut.items().stream().map(Found::module).toList(), cut.next());
  }

  /** Oldest first: ids are born in order of time. */
  private static <T> List<Found> select(
      EntityManager em,
      Class<T> type,
      EndpointModuleQuery query,
      PageRequest page,
      Function<T, Found> shown) {
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    var select =
        em.createQuery(
                "select m from "
                    + type.getSimpleName()
                    + " m where m.id > :after"
                    + condition("asset", query.asset())
                    + condition("plugin", query.plugin())
                    + condition("state", query.state())
                    + " order by m.id",
                type)
            .setParameter("after", after)
            .setMaxResults(page.limit() + 1);
    if (query.asset() != null) {
      select.setParameter("asset", query.asset().value());
    }
    if (query.plugin() != null) {
      select.setParameter("plugin", query.plugin().value());
    }
    if (query.state() != null) {
      select.setParameter("state", query.state());
    }
    return select.getResultList().stream().map(shown).toList();
  }

  private static String condition(String field, @Nullable Object value) {
    return value == null ? "" : " and m." + field + " = :" + field;
  }

  @Override
  public EndpointModule release(AssetId asset, String module) {
    access.require("core.module.release");
    var tenant =
        tenants
            .current()
            .orElseThrow(() -> Invalid.field("tenant", "must be named to release a module"));
    return store.write(
        em -> {
          var row =
              em
                  .createQuery(
                      "select m from AgentModuleEntity m where m.asset = :asset and m.module ="
                          + " :module",
                      AgentModuleEntity.class)
                  .setParameter("asset", asset.value())
                  .setParameter("module", module)
                  .setMaxResults(1)
                  .getResultList()
                  .stream()
                  .findFirst()
                  .orElseThrow(() -> new NotFound("module", module));
          if (!row.held()) {
            throw new Conflict(
                "module-not-held",
                "The module " + module + " is not held back on that asset; nothing was changed.",
                "See how it is with msp:module-list.");
          }
          row.release();
          audit.record(
              "core.module.release",
              "asset/" + asset,
              new Json("{\"module\":\"" + row.module() + "\"}"));
          events.publish(
              new ModuleReleased(
                  EventId.next(),
                  tenant,
                  asset,
                  row.module(),
                  row.heldVersion(),
                  Instant.now().truncatedTo(ChronoUnit.MICROS)));
          return row.toModule(tenant);
        });
  }

  @Override
  public Page<OfferedModule> offered(PageRequest page) {
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    return Page.cut(
        modules.offered().current().stream()
            .filter(m -> m.id().compareTo(after) > 0)
            .limit(page.limit() + 1L)
            .toList(),
        page,
        m -> Cursor.of(m.id()));
  }

  @Override
  public void deliver(PluginId plugin, ModuleDelivery delivery) {
    access.require("core.module.deliver");
    modules.deliver(plugin, delivery);
    audit.record(
        "core.module.deliver", "plugin/" + plugin, new Json("{\"delivery\":\"" + delivery + "\"}"));
  }
}
