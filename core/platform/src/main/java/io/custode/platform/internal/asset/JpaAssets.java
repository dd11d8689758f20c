// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetChanged;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetOrder;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.AssetRegistered;
import io.custode.api.asset.Assets;
import io.custode.api.asset.Inventory;
import io.custode.api.asset.NewAsset;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.Sites;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.rule.Changes;
import io.custode.platform.internal.rule.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Assets in the core schema. */
@Component
public final class JpaAssets implements Assets {
  private final TenantStore store;
  private final TenantContext tenants;
  private final Tenants everyTenant;
  private final Sites sites;
  private final Events events;
  private final Audit audit;
  private final JsonMapping json;

  @Activate
  public JpaAssets(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Tenants everyTenant,
      @Reference Sites sites,
      @Reference Events events,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.tenants = tenants;
    this.everyTenant = everyTenant;
    this.sites = sites;
    this.events = events;
    this.audit = audit;
    this.json = json;
  }

  private String rows() {
    return tenants.current().isPresent() ? "AssetEntity" : "AssetFleetEntity";
  }

  private TenantId bound() {
    return tenants
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named: assets change in a tenant"));
  }

  @Override
  public Optional<Asset> get(AssetId id) {
    return store.read(
        em ->
            em.createQuery("select a from " + rows() + " a where a.id = :id", AssetRow.class)
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst()
                .map(AssetRow::toAsset));
  }

  @Override
  public Page<Asset> find(AssetQuery query, AssetOrder order, PageRequest page) {
    var parameters = new HashMap<String, Object>();
    var where = where(query, parameters);
    if (order.by() == AssetOrder.By.TENANT && tenants.current().isEmpty()) {
      var byTenant = new AssetsByTenant(everyTenant, order.descending());
      return store.read(em -> byTenant.page(em, where, parameters, page));
    }
    return store.read(em -> new AssetPages(em, rows(), where, parameters).page(order, page));
  }

  private static String where(AssetQuery query, Map<String, Object> parameters) {
    var where = new ArrayList<String>(List.of("a.id is not null"));
    var text = Text.optional("text", query.text(), Text.NAME);
    add(
        where,
        parameters,
        "a.searchText like :text escape '!'",
        "text",
        text == null ? null : Text.contains(text));
    add(where, parameters, "a.kind = :kind", "kind", query.kind());
    add(where, parameters, "a.state = :state", "state", query.state());
    add(where, parameters, "a.online = :online", "online", query.online());
    var site = query.site();
    add(where, parameters, "a.site = :site", "site", site == null ? null : site.value());
    where.addAll(Conditions.jpql(query.conditions(), Instant.now(), parameters));
    return String.join(" and ", where);
  }

  private static void add(
      List<String> where,
      Map<String, Object> parameters,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      where.add(condition);
      parameters.put(name, value);
    }
  }

  @Override
  public Asset register(NewAsset asset) {
    var tenant = bound();
    var name = Text.name("name", asset.name());
    var serial = Text.optional("serial", asset.serial(), Text.NAME);
    return store.write(
        em -> {
          checkSite(asset.site());
          var entity = new AssetEntity(tenant, name, asset.kind(), asset.site(), serial);
          em.persist(entity);
          var known = Identity.serial(serial);
          if (known != null) {
            em.persist(new IdentityEntity(entity.id(), "serial", known));
          }
          em.flush();
          var id = AssetId.of(entity.id());
          events.publish(new AssetRegistered(EventId.next(), tenant, id, name, Instant.now()));
          audit.record("core.asset.register", "asset/" + id, Json.EMPTY);
          return entity.toAsset();
        });
  }

  private void checkSite(@Nullable SiteId site) {
    if (site != null && sites.get(site).isEmpty()) {
      throw new NotFound("site", site);
    }
  }

  @Override
  public Asset change(AssetId id, AssetChange change) {
    var tenant = bound();
    if (change.name() != null) {
      Text.name("name", change.name());
    }
    return store.write(
        em -> {
          checkSite(change.site());
          var entity = load(em, id);
          if (entity.revision() != change.revision()) {
            throw Conflict.changedMeanwhile("asset");
          }
          var before = entity.toAsset();
          entity.apply(change);
          em.flush();
          var after = entity.toAsset();
          events.publish(new AssetChanged(EventId.next(), tenant, id, Instant.now()));
          audit.record("core.asset.change", "asset/" + id, changes(before, after).json());
          return after;
        });
  }

  static Changes changes(Asset before, Asset after) {
    return Changes.none()
        .add("name", before.name(), after.name())
        .add("kind", before.kind(), after.kind())
        .add("state", before.state(), after.state())
        .add("site", before.site(), after.site())
        .add("serial", before.serial(), after.serial());
  }

  static AssetEntity load(EntityManager em, AssetId id) {
    var entity = em.find(AssetEntity.class, id.value());
    if (entity == null) {
      throw new NotFound("asset", id);
    }
    return entity;
  }

  @Override
  public Optional<Inventory> inventory(AssetId id) {
    return get(id)
        .flatMap(
            asset ->
                tenants.in(
                    asset.tenant(),
                    () ->
                        store.read(
                            em -> Optional.ofNullable(em.find(InventoryEntity.class, id.value())))))
        .map(row -> json.read(new Json(row.body()), Inventory.class));
  }
}
