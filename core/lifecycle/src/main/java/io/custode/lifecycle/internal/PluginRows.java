// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.NotFound;
import io.custode.api.event.DomainEvent;
import io.custode.api.event.Events;
import io.custode.api.plugin.PluginId;
import io.custode.core.access.Doors;
import io.custode.persistence.TenantStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The tables of installed plugins. They are the provider's, whoever calls and whatever tenant is
 * bound: the platform itself reads and writes them.
 */
@Component(service = PluginRows.class)
public final class PluginRows {
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
   * @return the plugin, installed now or once
   */
  Optional<PluginRow> find(PluginId id) {
    return read(
        em ->
            Optional.ofNullable(em.find(PluginEntity.class, id.value())).map(PluginEntity::toRow));
  }

  /**
   * @throws NotFound if it is not installed
   */
  byte[] jar(PluginId id) {
    return read(em -> Optional.ofNullable(em.find(JarEntity.class, id.value())))
        .map(JarEntity::content)
        .orElseThrow(() -> new NotFound("plugin", id));
  }

  void installed(PluginJar plugin, Instant at, DomainEvent event) {
    write(
        em -> {
          var row = em.find(PluginEntity.class, plugin.id().value());
          if (row == null) {
            row = new PluginEntity(plugin.id(), plugin.jar().publisherKey());
            row.installed(plugin, at);
            em.persist(row);
          } else {
            row.installed(plugin, at);
          }
          var jar = em.find(JarEntity.class, plugin.id().value());
          if (jar == null) {
            em.persist(new JarEntity(plugin.id(), plugin.jar().bytes()));
          } else {
            jar.replace(plugin.jar().bytes());
          }
          events.publish(event);
          return true;
        });
  }

  void removed(PluginId id, Instant at, DomainEvent event) {
    write(
        em -> {
          var row = em.find(PluginEntity.class, id.value());
          if (row == null) {
            throw new NotFound("plugin", id);
          }
          row.removed(at);
          var jar = em.find(JarEntity.class, id.value());
          if (jar != null) {
            em.remove(jar);
          }
          events.publish(event);
          return true;
        });
  }

  private <T> T read(Function<EntityManager, T> work) {
    return asLifecycle(() -> store.read(work));
  }

  private void write(Function<EntityManager, Boolean> work) {
    asLifecycle(() -> store.write(work));
  }

  private <T> T asLifecycle(Supplier<T> work) {
    return doors.as(doors.system("lifecycle"), "system", work);
  }
}
