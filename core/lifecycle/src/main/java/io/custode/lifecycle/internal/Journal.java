// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.Access;
import io.custode.api.error.Conflict;
import io.custode.api.error.Problem;
import io.custode.api.event.Events;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.PluginChange;
import io.custode.api.plugin.PluginChange.Outcome;
import io.custode.api.plugin.PluginChange.Phase;
import io.custode.api.plugin.PluginChange.Verb;
import io.custode.api.plugin.PluginChanges;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.PluginRewriteBegun;
import io.custode.persistence.core.PluginSchemas;
import io.custode.persistence.core.PluginSchemas.Change;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down each change of a plugin when it begins and when it ends. One that is open although
 * nobody is at it was a dead node's: whoever sees that says what is there now.
 */
@Component(service = {Journal.class, PluginChanges.class})
public final class Journal implements PluginChanges {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int KEPT = 100;
  private final PluginRows rows;
  private final PluginSchemas schemas;
  private final Events events;
  private final Access access;
  private final LifecycleSettings settings;
  private final Clock clock;

  @Activate
  public Journal(
      @Reference PluginRows rows,
      @Reference PluginSchemas schemas,
      @Reference Events events,
      @Reference Access access,
      @Reference LifecycleSettings settings) {
    this(rows, schemas, events, access, settings, Clock.systemUTC());
  }

  Journal(
      PluginRows rows,
      PluginSchemas schemas,
      Events events,
      Access access,
      LifecycleSettings settings,
      Clock clock) {
    this.rows = rows;
    this.schemas = schemas;
    this.events = events;
    this.access = access;
    this.settings = settings;
    this.clock = clock;
  }

  /** A change that is under way. Nothing of it fails because it cannot be written down. */
  final class Entry {
    private final String id;

    private Entry(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }

    /**
     * Asks every node to hold the plugin until this has an end. Unlike the rest it has to be known.
     *
     * @throws io.custode.api.error.Unavailable if the database is away
     */
    void holdEverywhere(PluginRewriteBegun event) {
      rows.write(
          em -> {
            em.createQuery("delete from HoldEntity h").executeUpdate();
            em.find(ChangeEntity.class, id).holdEverywhere();
            events.publish(event);
            return true;
          });
    }

    void reach(Phase phase) {
      write(change -> change.reach(phase));
    }

    void done() {
      write(
          change -> {
            change.reach(Phase.OVER);
            change.end(Outcome.DONE, null, now());
          });
    }

    void failed(RuntimeException thrown) {
      var why = thrown instanceof Problem problem ? problem.what() : thrown.toString();
      write(
          change -> {
            change.end(Outcome.FAILED, why, now());
            events.publish(change.failed(now(), why));
          });
    }

    private void write(Consumer<ChangeEntity> work) {
      // whoever waits for the change may have lost his patience
      boolean interrupted = Thread.interrupted();
      try {
        rows.write(
            em -> {
              var change = em.find(ChangeEntity.class, id);
              if (change != null) {
                work.accept(change);
              }
              return true;
            });
      } catch (RuntimeException e) {
        LOG.warn("A change of a plugin goes on, but how far it is was not written down", e);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /**
   * @throws io.custode.api.error.Unavailable if the database is away
   */
  Entry begin(PluginId plugin, Verb verb, @Nullable String from, @Nullable String to, String by) {
    var change = new ChangeEntity(plugin, verb, from, to, settings.node(), by, now());
    rows.write(
        em -> {
          em.persist(change);
          em.flush();
          latest(em, plugin, null, KEPT, Integer.MAX_VALUE).forEach(em::remove);
          return true;
        });
    return new Entry(change.id());
  }

  /**
   * Ends what dead nodes left open of a plugin.
   *
   * @param plugin nobody else changes it now
   */
  void endDead(PluginId plugin) {
    var present = rows.present(plugin).map(PluginRow::version);
    rows.write(
        em -> {
          for (var change : open(em)) {
            var left = change.toChange();
            if (left.plugin().equals(plugin)) {
              var why = epitaph(left, present);
              change.end(Outcome.DIED, why, now());
              events.publish(change.failed(now(), why));
              LOG.warn("{} of {}: {}", left.verb(), plugin, why);
            }
          }
          return true;
        });
  }

  /** The same of all plugins, but for those that another node changes. */
  void endDead() {
    var left =
        rows.read(
            em ->
                open(em).stream()
                    .map(change -> change.toChange().plugin())
                    .collect(Collectors.toSet()));
    for (var plugin : left) {
      alone(plugin, () -> endDead(plugin));
    }
  }

  private void alone(PluginId plugin, Runnable work) {
    Change change;
    try {
      change = schemas.change(PluginJar.schemaOf(plugin));
    } catch (Conflict e) {
      LOG.debug("Another node changes {}", plugin);
      return;
    }
    try {
      work.run();
    } finally {
      change.over();
    }
  }

  private static String epitaph(PluginChange left, Optional<String> present) {
    boolean after = Optional.ofNullable(left.to()).equals(present);
    return "The node "
        + left.node()
        + " ended, or lost the database, while "
        + switch (left.phase()) {
          case PREPARING -> "the change was prepared";
          case HOLDING -> "the plugin was held";
          case TAKING_BACK -> "the change was taken back";
          case OVER -> "the change ended";
        }
        + "; the plugin is as "
        + (after ? "after" : "before")
        + " the change: "
        + present.map(version -> version + " is installed.").orElse("it is not installed.");
  }

  @Override
  public Page<PluginChange> find(@Nullable PluginId plugin, PageRequest page) {
    access.require("core.plugin.read");
    List<PluginChange> found =
        rows.read(
            em ->
                latest(em, plugin, page.cursor(), 0, page.limit() + 1).stream()
                    .map(ChangeEntity::toChange)
                    .toList());
    return Page.cut(found, page, change -> Cursor.of(change.id()));
  }

  /** Ids are in the order of time. */
  private static List<ChangeEntity> latest(
      EntityManager em, @Nullable PluginId plugin, @Nullable String cursor, int skip, int most) {
    return em.createQuery(
            "select c from ChangeEntity c where (:plugin = '' or c.plugin = :plugin)"
                + " and (:id = '' or c.id < :id) order by c.id desc",
            ChangeEntity.class)
        .setParameter("plugin", plugin == null ? "" : plugin.value())
        .setParameter("id", cursor == null ? "" : Cursor.read(cursor, 1).get(0))
        .setFirstResult(skip)
        .setMaxResults(most)
        .getResultList();
  }

  private static List<ChangeEntity> open(EntityManager em) {
    return em.createQuery(
            "select c from ChangeEntity c where c.endedAt is null order by c.id",
            ChangeEntity.class)
        .getResultList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
