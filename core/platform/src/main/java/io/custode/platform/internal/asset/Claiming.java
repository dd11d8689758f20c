// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetPresenceChanged;
import io.custode.api.asset.AssetRegistered;
import io.custode.api.asset.Inventory;
import io.custode.api.asset.InventoryChanged;
import io.custode.api.audit.Audit;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.rule.Text;
import io.custode.platform.internal.tenant.SiteEntity;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** From an agent's word about its machine to an asset of the bound tenant. */
@Component(service = Claiming.class)
public final class Claiming {
  private final TenantStore store;
  private final TenantContext tenants;
  private final Events events;
  private final Audit audit;
  private final JsonMapping json;
  // two machines of one tenant that speak at the same moment must see each other's rows
  private final Lock[] stripes =
      IntStream.range(0, 64).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);

  @Activate
  public Claiming(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Events events,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.tenants = tenants;
    this.events = events;
    this.audit = audit;
    this.json = json;
  }

  AssetId claim(AgentId agent, @Nullable SiteId site, Inventory inventory) {
    return claim(agent, site, inventory, false);
  }

  /** It is known to be none of the machines that it looks like. */
  AssetId claimApart(AgentId agent, @Nullable SiteId site, Inventory inventory) {
    return claim(agent, site, inventory, true);
  }

  private AssetId claim(AgentId agent, @Nullable SiteId site, Inventory inventory, boolean apart) {
    var tenant =
        tenants
            .current()
            .orElseThrow(() -> new IllegalStateException("A claim is made in a tenant"));
    var lock = stripes[Math.floorMod(tenant.hashCode(), stripes.length)];
    lock.lock();
    try {
      return store.write(em -> claim(em, tenant, agent, site, inventory, apart));
    } finally {
      lock.unlock();
    }
  }

  private AssetId claim(
      EntityManager em,
      TenantId tenant,
      AgentId agent,
      @Nullable SiteId site,
      Inventory inventory,
      boolean apart) {
    var identity = Identity.of(inventory);
    var entity =
        bound(em, agent)
            .orElseGet(() -> match(em, tenant, agent, site, identity, inventory, apart));
    entity.describe(inventory, identity.serial() == null ? null : inventory.hardware().serial());
    remember(em, entity.id(), identity);
    storeInventory(em, tenant, AssetId.of(entity.id()), inventory);
    Facts.store(em, entity.id(), entity.os(), inventory);
    return AssetId.of(entity.id());
  }

  private static Optional<AssetEntity> bound(EntityManager em, AgentId agent) {
    return em.createQuery("select a from AssetEntity a where a.agent = :agent", AssetEntity.class)
        .setParameter("agent", agent.value())
        .getResultStream()
        .findFirst();
  }

  private AssetEntity match(
      EntityManager em,
      TenantId tenant,
      AgentId agent,
      @Nullable SiteId site,
      Identity identity,
      Inventory inventory,
      boolean apart) {
    var found = Matching.find(em, identity);
    var sure = found.sure();
    if (sure != null && !apart) {
      sure.bind(agent);
      audit.record(
          "core.asset.match", "asset/" + sure.id(), new Json("{\"agent\":\"" + agent + "\"}"));
      return sure;
    }
    // a token may name a site that is gone by the time somebody enrols with it
    var there = site != null && em.find(SiteEntity.class, site.value()) != null ? site : null;
    var entity = new AssetEntity(tenant, nameOf(inventory), kindOf(inventory), there, null);
    entity.bind(agent);
    em.persist(entity);
    em.flush();
    for (var maybe : found.maybe()) {
      em.persist(new ProposalEntity(entity, maybe.asset(), maybe.reason()));
    }
    var id = AssetId.of(entity.id());
    events.publish(
        new AssetRegistered(EventId.next(), tenant, id, nameOf(inventory), Instant.now()));
    audit.record("core.asset.register", "asset/" + id, new Json("{\"agent\":\"" + agent + "\"}"));
    return entity;
  }

  private static String nameOf(Inventory inventory) {
    var name = inventory.hostname().replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "").strip();
    return name.isEmpty()
        ? "unnamed"
        : name.length() > Text.NAME ? name.substring(0, Text.NAME) : name;
  }

  // a first guess that a person may change: desktops have somebody at a screen
  private static AssetKind kindOf(Inventory inventory) {
    boolean screen =
        inventory.logins().stream()
            .anyMatch(l -> l.terminal().matches("(tty[1-9]|:\\d.*|console)"));
    boolean desktop =
        inventory.software().stream()
            .anyMatch(s -> s.name().matches("gdm3|sddm|lightdm|xserver-xorg-core|gnome-shell"));
    return screen && desktop ? AssetKind.WORKSTATION : AssetKind.SERVER;
  }

  private static void remember(EntityManager em, String asset, Identity identity) {
    em.createQuery("delete from IdentityEntity i where i.asset = :asset")
        .setParameter("asset", asset)
        .executeUpdate();
    Matching.values(identity)
        .forEach(
            (kind, values) ->
                values.forEach(value -> em.persist(new IdentityEntity(asset, kind, value))));
  }

  private void storeInventory(
      EntityManager em, TenantId tenant, AssetId asset, Inventory inventory) {
    var body = json.write(inventory).text();
    var row = em.find(InventoryEntity.class, asset.value());
    if (row == null) {
      em.persist(new InventoryEntity(asset.value(), body));
    } else {
      row.replace(body);
    }
    events.publish(new InventoryChanged(EventId.next(), tenant, asset, Instant.now()));
  }

  /** Cheap while nothing changed: one update that leaves the revision alone. */
  void seen(AssetId asset, boolean online, Instant at) {
    var tenant =
        tenants
            .current()
            .orElseThrow(() -> new IllegalStateException("A claim is made in a tenant"));
    store.write(
        em -> {
          em.createQuery("update AssetEntity a set a.seenAt = :at where a.id = :id")
              .setParameter("at", at)
              .setParameter("id", asset.value())
              .executeUpdate();
          // through the entity: in a bulk update EclipseLink gives Derby a number for a boolean
          var entity = em.find(AssetEntity.class, asset.value());
          if (entity != null && entity.online() != online) {
            entity.present(online);
            events.publish(
                new AssetPresenceChanged(EventId.next(), tenant, asset, online, Instant.now()));
          }
          return true;
        });
  }
}
