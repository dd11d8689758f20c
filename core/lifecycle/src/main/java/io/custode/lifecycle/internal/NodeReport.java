// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.Access;
import io.custode.api.command.Command;
import io.custode.api.error.NotFound;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.InstalledPlugin.State;
import io.custode.api.plugin.PluginHealth;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.PluginNodes;
import io.custode.spi.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every few seconds that this node is there, and how the plugins are on it. */
@Component(
    service = {NodeReport.class, PluginNodes.class},
    immediate = true)
public final class NodeReport implements PluginNodes {
  private static final Logger LOG = LoggerFactory.getLogger(NodeReport.class);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration LIVE = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN = Duration.ofDays(1);
  private static final int LONGEST_FAULT = 500;
  private final PluginRows rows;
  private final NodePlugins node;
  private final Access access;
  private final LifecycleSettings settings;
  private final Clock clock;
  private final Semaphore soon = new Semaphore(0);
  private final Thread thread;

  @Activate
  public NodeReport(
      @Reference PluginRows rows,
      @Reference NodePlugins node,
      @Reference Access access,
      @Reference LifecycleSettings settings) {
    this(rows, node, access, settings, Clock.systemUTC());
    thread.start();
  }

  /** Says nothing by itself. */
  NodeReport(
      PluginRows rows, NodePlugins node, Access access, LifecycleSettings settings, Clock clock) {
    this.rows = rows;
    this.node = node;
    this.access = access;
    this.settings = settings;
    this.clock = clock;
    this.thread = new Thread(this::run, "custode-node-report");
    thread.setDaemon(true);
  }

  @Deactivate
  void stop() {
    thread.interrupt();
  }

  /** Something has changed. */
  void soon() {
    soon.release();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        say();
      } catch (RuntimeException e) {
        LOG.debug("How the plugins are here is not written down", e);
      }
      try {
        if (soon.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
          soon.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** That the node is there; and how the plugins are, unless one is changing just now. */
  void say() {
    var states = node.ifIdle(() -> rows.present().stream().map(this::look).toList());
    rows.write(
        em -> {
          var self = em.find(NodeEntity.class, settings.node());
          if (self == null) {
            self = new NodeEntity(settings.node());
            em.persist(self);
            em.flush();
          }
          var now = databaseTime(em);
          self.seen(now);
          states.ifPresent(found -> write(em, found));
          forget(em, now.minus(FORGOTTEN));
          return true;
        });
  }

  private PluginHealth look(PluginRow row) {
    var location = location(row);
    var held = settings.held(row);
    var fault = held.orElseGet(() -> node.fault(row.id(), location).orElse(""));
    var bundle = node.find(location);
    boolean works = fault.isEmpty();
    return new PluginHealth(
        row.id(),
        settings.node(),
        PluginJar.versionOf(location),
        held.isPresent() ? row.resting() : works ? State.ACTIVE : State.FAILED,
        fault.substring(0, Math.min(fault.length(), LONGEST_FAULT)),
        now(),
        now(),
        true,
        bundle.map(node::routes).orElse(0),
        bundle.map(its -> NodePlugins.services(its, Command.class)).orElse(0),
        bundle.map(its -> NodePlugins.services(its, Job.class)).orElse(0),
        works && bundle.map(its -> its.getEntry("ui/contributions.json") != null).orElse(false));
  }

  /** The version before runs until it is this node's turn. */
  private String location(PluginRow row) {
    return node.find(row.location()).isPresent()
        ? row.location()
        : node.locations().stream()
            .filter(other -> PluginJar.idOf(other).equals(row.id()))
            .findFirst()
            .orElse(row.location());
  }

  private void write(EntityManager em, List<PluginHealth> found) {
    for (var health : found) {
      var id = NodePluginEntity.id(health.plugin(), health.node());
      var row = em.find(NodePluginEntity.class, id);
      if (row == null) {
        row = new NodePluginEntity(health.plugin(), health.node());
        em.persist(row);
      }
      row.is(health);
    }
    var here = found.stream().map(PluginHealth::plugin).collect(Collectors.toSet());
    em
        .createQuery(
            "select p from NodePluginEntity p where p.node = :node", NodePluginEntity.class)
        .setParameter("node", settings.node())
        .getResultList()
        .stream()
        .filter(row -> !here.contains(row.plugin()))
        .forEach(em::remove);
  }

  private static void forget(EntityManager em, Instant before) {
    em.createQuery(
            "delete from NodePluginEntity p where p.node in"
                + " (select n.name from NodeEntity n where n.seenAt < :before)")
        .setParameter("before", before)
        .executeUpdate();
    em.createQuery("delete from NodeEntity n where n.seenAt < :before")
        .setParameter("before", before)
        .executeUpdate();
  }

  @Override
  public Page<PluginHealth> find(@Nullable PluginId plugin, PageRequest page) {
    access.require("core.plugin.read");
    if (plugin != null && rows.present(plugin).isEmpty()) {
      throw new NotFound("plugin", plugin);
    }
    List<PluginHealth> found =
        rows.read(
            em -> {
              var said = find(em, plugin, page);
              // with no row no node is there either
              var dead = said.isEmpty() ? Instant.MAX : databaseTime(em).minus(LIVE);
              return said.stream()
                  .map(row -> row.plugin().toHealth(row.seenAt(), row.seenAt().isAfter(dead)))
                  .toList();
            });
    return Page.cut(
        found, page, health -> Cursor.of(NodePluginEntity.id(health.plugin(), health.node())));
  }

  /** A plugin on a node, and when that node was seen. */
  private record Row(NodePluginEntity plugin, Instant seenAt) {}

  /** One table after the other: nodes that say how they are lock them in the other order. */
  private static List<Row> find(EntityManager em, @Nullable PluginId plugin, PageRequest page) {
    var seen =
        em.createQuery("select n from NodeEntity n", NodeEntity.class)
            .getResultStream()
            .collect(Collectors.toMap(NodeEntity::name, NodeEntity::seenAt));
    if (seen.isEmpty()) {
      return List.of();
    }
    return em.createQuery(
            "select p from NodePluginEntity p where p.node in :nodes"
                + " and (:plugin = '' or p.plugin = :plugin) and p.id > :after order by p.id",
            NodePluginEntity.class)
        .setParameter("nodes", seen.keySet())
        .setParameter("plugin", plugin == null ? "" : plugin.value())
        .setParameter("after", page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0))
        .setMaxResults(page.limit() + 1)
        .getResultStream()
        .map(row -> new Row(row, seen.getOrDefault(row.node(), Instant.EPOCH)))
        .toList();
  }

  /**
   * @return names of the nodes that have said something of late
   */
  static List<String> live(EntityManager em) {
    var nodes = em.createQuery("select n from NodeEntity n", NodeEntity.class).getResultList();
    if (nodes.isEmpty()) {
      return List.of();
    }
    var dead = databaseTime(em).minus(LIVE);
    return nodes.stream()
        .filter(node -> node.seenAt().isAfter(dead))
        .map(NodeEntity::name)
        .sorted()
        .toList();
  }

  /**
   * When a node was seen is told by the one clock that all of them have: theirs may be apart.
   *
   * @param em where a node is written down
   */
  static Instant databaseTime(EntityManager em) {
    var now =
        em.createQuery("select current_timestamp from NodeEntity n")
            .setMaxResults(1)
            .getSingleResult();
    return ((Date) now).toInstant().truncatedTo(ChronoUnit.MICROS);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
