// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.NotFound;
import io.custode.api.event.DomainEvent;
import io.custode.api.event.Events;
import io.custode.api.plugin.KeptVersion;
import io.custode.api.plugin.PluginId;
import io.custode.core.access.Doors;
import io.custode.persistence.TenantStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The tables of installed plugins. They are the provider's, whoever calls and whatever tenant is
 * bound: the platform itself reads and writes them.
 */
@Component(service = PluginRows.class)
public final class PluginRows {
  /** With the one that runs three. */
  private static final int KEPT = 2;

  private final TenantStore store;
  private final Doors doors;
  private final Events events;

  @Activate
  public PluginRows(
      @Reference(target = "(custode.schema=lifecycle)") TenantStore store,
      @Reference Doors doors,
      @Reference Events events) {
    this.store = store;
    this.doors = doors;
    this.events = events;
  }

  /**
   * @return those that are installed, by id
   */
  List<PluginRow> present() {
    return read(
        em ->
            em
                .createQuery(
                    "select p from PluginEntity p where p.removedAt is null order by p.id",
                    PluginEntity.class)
                .getResultList()
                .stream()
                .map(PluginEntity::toRow)
                .toList());
  }

  /**
   * @return all that are installed, now or once
   */
  List<PluginRow> known() {
    return read(
        em ->
            em.createQuery("select p from PluginEntity p", PluginEntity.class)
                .getResultStream()
                .map(PluginEntity::toRow)
                .toList());
  }

  /**
   * @return the plugin, installed now or once
   */
  Optional<PluginRow> find(PluginId id) {
    return read(
        em ->
            Optional.ofNullable(em.find(PluginEntity.class, id.value())).map(PluginEntity::toRow));
  }

  /**
   * @return the plugin, if it is installed now
   */
  Optional<PluginRow> present(PluginId id) {
    return find(id).filter(PluginRow::present);
  }

  /**
   * @throws NotFound if it is not there
   */
  byte[] jar(String sha256) {
    return read(em -> Optional.ofNullable(Jars.get(em, sha256)))
        .orElseThrow(() -> new NotFound("plugin-jar", sha256));
  }

  /**
   * @return its files by path, null for one that it does not have; read when they are asked for
   */
  Function<String, byte @Nullable []> files(PluginRow row) {
    return path -> JarContents.find(jar(row.sha256()), path);
  }

  /**
   * @return versions that can come back, the latest first
   */
  List<KeptVersion> kept(PluginId id) {
    return read(em -> kept(em, id).stream().map(KeptEntity::toKept).toList());
  }

  /**
   * @return hashes of jars that nothing runs: earlier versions, uploads and what catalogs hold
   */
  List<String> waiting() {
    return read(
        em ->
            em.createQuery(
                    "select j.sha256 from JarEntity j where j.sha256 in"
                        + " (select k.sha256 from KeptEntity k) or j.sha256 in"
                        + " (select u.sha256 from UploadEntity u) or j.sha256 in"
                        + " (select o.sha256 from OfferEntity o) order by j.sha256",
                    String.class)
                .getResultList());
  }

  private static List<KeptEntity> kept(EntityManager em, PluginId id) {
    return em.createQuery(
            "select k from KeptEntity k where k.plugin = :plugin order by k.replacedAt desc, k.id",
            KeptEntity.class)
        .setParameter("plugin", id.value())
        .getResultList();
  }

  /**
   * @return API bundles that are to be on every node
   */
  List<ApiRow> apis() {
    return read(ApiTables::bundles);
  }

  /**
   * @return why they are there
   */
  Set<ApiUse> apiUses() {
    return read(ApiTables::uses);
  }

  void installed(PluginJar plugin, ApiMove move, Instant at, DomainEvent event) {
    write(
        em -> {
          Jars.put(em, plugin.jar().sha256(), plugin.jar().bytes());
          var row = em.find(PluginEntity.class, plugin.id().value());
          if (row == null) {
            row = new PluginEntity(plugin.id(), plugin.jar().publisherKey());
            row.installed(plugin, at);
            em.persist(row);
          } else {
            keep(em, row.toRow(), plugin.version(), at);
            row.installed(plugin, at);
          }
          ApiTables.moved(em, plugin.id(), move);
          Jars.collect(em);
          events.publish(event);
          return true;
        });
  }

  /** What is replaced can come back, as can the one before it. */
  private static void keep(EntityManager em, PluginRow before, String next, Instant at) {
    var again = em.find(KeptEntity.class, KeptEntity.id(before.id(), next));
    if (again != null) {
      em.remove(again);
    }
    if (before.present() && !before.version().equals(next)) {
      em.persist(new KeptEntity(before, at));
    }
    em.flush();
    kept(em, before.id()).stream().skip(KEPT).forEach(em::remove);
  }

  void removed(PluginId id, Instant at, DomainEvent event) {
    write(
        em -> {
          var row = em.find(PluginEntity.class, id.value());
          if (row == null) {
            throw new NotFound("plugin", id);
          }
          row.removed(at);
          kept(em, id).forEach(em::remove);
          ApiTables.removed(em, id);
          Jars.collect(em);
          events.publish(event);
          return true;
        });
  }

  /** Tells those who keep something for the plugin. */
  void purged(DomainEvent event) {
    write(
        em -> {
          events.publish(event);
          return true;
        });
  }

  /** In the transaction of whoever changes something here. */
  void publish(DomainEvent event) {
    events.publish(event);
  }

  <T> T read(Function<EntityManager, T> work) {
    return asLifecycle(() -> store.read(work));
  }

  <T> T write(Function<EntityManager, T> work) {
    return asLifecycle(() -> store.write(work));
  }

  /** As nobody else than the platform itself. */
  <T> T asLifecycle(Supplier<T> work) {
    return doors.as(doors.system("lifecycle"), "system", work);
  }
}
