// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Unavailable;
import io.custode.api.plugin.PluginChange;
import io.custode.api.plugin.PluginId;
import io.custode.spi.health.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a node's bundles what the database says, at start and when another node changed it.
 * Whatever a node did when it died, it ends here: a bundle without a row goes, a row without a
 * bundle gets one.
 */
@Component(
    service = {HealthCheck.class, PluginStart.class},
    immediate = true)
public final class PluginStart implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(PluginStart.class);
  private static final int RETRY_SECONDS = 1;

  /** Until it is asked again whether it is this node's turn. */
  private static final Duration TURN = Duration.ofMillis(200);

  /** After so many looks whether a change is over it is asked whether its node lives. */
  private static final int LOOKS = 25;

  private static final Duration FAILED = Duration.ofSeconds(30);
  private static final Duration FAILED_MOST = Duration.ofMinutes(10);
  private final PluginRows rows;
  private final NodePlugins node;
  private final ApiBundles apis;
  private final EveryNode everyNode;
  private final LifecycleSettings settings;
  private final Journal journal;
  private final NodeReport report;
  private final Quarantines quarantines;
  private final OutOfMemory outOfMemory;

  /** Locations of bundles that are not any more what the database says that they are. */
  private final Set<String> spoiled = ConcurrentHashMap.newKeySet();

  private final Semaphore look = new Semaphore(1);
  private final Thread thread;
  private final Duration first;
  private Duration again;
  private boolean waits;
  private Set<String> failed = Set.of();
  private volatile String detail = "starting";
  private volatile boolean done;

  @Activate
  public PluginStart(
      @Reference PluginRows rows,
      @Reference NodePlugins node,
      @Reference LifecycleSettings settings,
      @Reference Journal journal,
      @Reference NodeReport report,
      @Reference Quarantines quarantines) {
    this(rows, node, settings, journal, report, quarantines, FAILED);
  }

  /**
   * @param failed after this time what does not work is tried again, then after twice of it: it may
   *     only have been slow, or lack what comes later
   */
  PluginStart(
      PluginRows rows,
      NodePlugins node,
      LifecycleSettings settings,
      Journal journal,
      NodeReport report,
      Quarantines quarantines,
      Duration failed) {
    this.journal = journal;
    this.report = report;
    this.quarantines = quarantines;
    this.outOfMemory = new OutOfMemory(settings, quarantines);
    this.first = failed;
    this.again = failed;
    this.rows = rows;
    this.node = node;
    this.apis = new ApiBundles(rows, node);
    this.everyNode = new EveryNode(rows, node.tables().schemas(), settings);
    this.settings = settings;
    this.thread = new Thread(this::run, "custode-plugins");
    thread.setDaemon(true);
    thread.start();
  }

  @Deactivate
  void stop() {
    thread.interrupt();
  }

  @Override
  public String part() {
    return "plugins";
  }

  @Override
  public Health check() {
    return new Health(done, detail);
  }

  /** Another node may have changed what is to be here. */
  void again() {
    look.release();
  }

  /** A bundle's content is not the one that was checked. */
  void replace(String location) {
    spoiled.add(location);
    again();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        await();
        node.alone(this::follow);
        report.soon();
        done = true;
      } catch (InterruptedException e) {
        return;
      } catch (Unavailable e) {
        again();
        detail = "waiting for the database";
        pause();
      } catch (RuntimeException e) {
        again();
        LOG.error("The plugins could not be started; it is tried again", e);
        detail = "cannot be started, see the log";
        pause();
      }
    }
  }

  private void await() throws InterruptedException {
    if (waits) {
      look.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS);
    } else if (failed.isEmpty()) {
      look.acquire();
      again = first;
    } else if (!look.tryAcquire(again.toMillis(), TimeUnit.MILLISECONDS)) {
      again = again.compareTo(FAILED_MOST.dividedBy(2)) > 0 ? FAILED_MOST : again.multipliedBy(2);
    }
    look.drainPermits();
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(RETRY_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Idempotent: what is as it should be is left alone. */
  boolean follow() {
    outOfMemory.look();
    quarantines.look();
    // before anything that takes its time
    rows.present().stream()
        .filter(row -> row.quarantine() != null)
        .forEach(row -> node.stopAll(row.id()));
    everyNode.asked().forEach(this::keepStill);
    var present = rows.present();
    var wanted = present.stream().map(PluginRow::location).collect(Collectors.toSet());
    var gone = new HashMap<PluginId, List<String>>();
    for (var location : node.locations()) {
      if (!wanted.contains(location)) {
        gone.computeIfAbsent(PluginJar.idOf(location), id -> new ArrayList<>()).add(location);
      }
    }
    for (var location : List.copyOf(spoiled)) {
      takeOut(List.of(location));
      spoiled.remove(location);
    }
    apis.bring();
    var not = new TreeSet<String>();
    waits = false;
    for (var row : apis.inOrder(present)) {
      var former = gone.remove(row.id());
      boolean works =
          former == null && !rewires(row)
              ? follow(row)
              : inTurn(row, former == null ? List.of() : former);
      if (!works) {
        not.add(row.id().value());
      }
    }
    gone.forEach((id, locations) -> held(id, () -> takeOut(locations)));
    tidy();
    journal.endDead();
    node.tables().putBack(id -> rows.present(id).isPresent());
    failed = not;
    detail = detail(present);
    return true;
  }

  private String detail(List<PluginRow> present) {
    var quarantined = ids(present, row -> row.quarantine() != null);
    if (settings.safe()) {
      return present.size() + " held by --safe";
    }
    var held = ids(present, row -> row.quarantine() == null && settings.held(row).isPresent());
    int work = present.size() - failed.size() - quarantined.size() - held.size();
    return work
        + " work"
        + (failed.isEmpty() ? "" : ", not " + failed)
        + (held.isEmpty() ? "" : ", held " + held)
        + (quarantined.isEmpty() ? "" : ", in quarantine " + quarantined);
  }

  private static Set<String> ids(List<PluginRow> present, Predicate<PluginRow> which) {
    return present.stream()
        .filter(which)
        .map(row -> row.id().value())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Another node rewrites what is in the plugin's tables: nothing here uses them, nor whoever needs
   * the plugin, until that is over and the version that is installed then works here.
   */
  private void keepStill(PluginChange change) {
    var plugin = change.plugin();
    var others = apis.noticing(Set.of(plugin));
    held(
        others,
        () ->
            held(
                plugin,
                () -> {
                  here(plugin).forEach(node::stop);
                  everyNode.holds(change);
                  awaitEnd(change);
                  boolean works = rows.present(plugin).map(this::comesBack).orElse(true);
                  others.forEach(this::follow);
                  return works;
                }));
  }

  private List<String> here(PluginId plugin) {
    return node.locations().stream()
        .filter(location -> PluginJar.idOf(location).equals(plugin))
        .toList();
  }

  /** It may end by the death of its node. */
  private void awaitEnd(PluginChange change) {
    for (int looks = 1; !everyNode.isOver(change); looks++) {
      NodePlugins.pause();
      if (looks % LOOKS == 0) {
        journal.endDead();
      }
    }
  }

  private boolean comesBack(PluginRow row) {
    var former =
        here(row.id()).stream().filter(location -> !location.equals(row.location())).toList();
    return former.isEmpty() ? follow(row) : together(row, former);
  }

  /** It brings what others here are wired to already, from somebody else. */
  private boolean rewires(PluginRow row) {
    return node.find(row.location()).isEmpty() && !apis.followed(row.id()).restarts().isEmpty();
  }

  /**
   * Another node has changed it. Nodes follow one after the other, so that whoever divides requests
   * among them has others to send them to meanwhile.
   */
  private boolean inTurn(PluginRow row, List<String> former) {
    var turn = node.tables().turn(row.id());
    if (turn.isEmpty()) {
      waits = true;
      return true;
    }
    try {
      return together(row, former);
    } finally {
      turn.get().over();
    }
  }

  /**
   * Who needs it or is wired anew waits with it, as on the node that was told to change it, and
   * meets the new version before anybody is let in again.
   */
  private boolean together(PluginRow row, List<String> former) {
    var move = apis.followed(row.id());
    var others = apis.noticing(row.id(), move);
    return held(
        others,
        () -> {
          boolean works = replace(row, former);
          apis.tidy(move.restarts());
          // one that was updated, too, follows in its own turn
          others.stream()
              .filter(other -> node.find(other.location()).isPresent())
              .forEach(this::follow);
          return works;
        });
  }

  /** Who is still wired to what goes waits meanwhile. */
  private void tidy() {
    held(
        apis.noticing(Set.of()),
        () -> {
          apis.tidy();
          return true;
        });
  }

  /** The old one goes first if the new one needs its place. */
  private boolean replace(PluginRow row, List<String> former) {
    boolean beside = former.size() == 1 && isBeside(row, former.get(0));
    if (!beside) {
      return held(row.id(), () -> takeOut(former) && follow(row));
    }
    boolean works =
        held(
            row.id(),
            () -> {
              node.stop(former.get(0));
              return follow(row);
            });
    takeOut(former);
    return works;
  }

  private boolean isBeside(PluginRow row, String former) {
    try {
      return node.find(row.location()).isEmpty()
          && node.addBeside(row.location(), jar(row), former);
    } catch (Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("{} {} cannot be brought beside its predecessor", row.id(), row.version(), e);
      return false;
    }
  }

  private byte[] jar(PluginRow row) {
    var jar = rows.jar(row.sha256());
    if (!Fingerprint.of(jar).equals(row.sha256())) {
      throw NodePlugins.fails("its jar in the database is not the one that was checked", null);
    }
    return jar;
  }

  /** Who asks for it meanwhile waits, as on the node that was told to change it. */
  private boolean held(PluginId id, BooleanSupplier work) {
    node.hold(List.of(id));
    try {
      return work.getAsBoolean();
    } finally {
      node.open(id);
    }
  }

  private boolean held(List<PluginRow> plugins, BooleanSupplier work) {
    try {
      node.hold(plugins.stream().map(PluginRow::id).toList());
      return work.getAsBoolean();
    } finally {
      plugins.forEach(plugin -> node.open(plugin.id()));
    }
  }

  private boolean takeOut(List<String> locations) {
    for (var location : locations) {
      LOG.info("{} is not what the database wants: it is taken out", location);
      node.stop(location);
      node.remove(location);
    }
    return true;
  }

  /** One plugin that does not work keeps no other from working. */
  private boolean follow(PluginRow row) {
    try {
      if (node.find(row.location()).isEmpty()) {
        node.add(row.location(), jar(row));
      }
      if (settings.held(row).isPresent()) {
        node.stop(row.location());
      } else if (node.fault(row.id(), row.location()).isPresent()) {
        node.start(row.id(), row.location());
        node.tables().settle(row.id(), rows.files(row));
      }
      return true;
    } catch (Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("The plugin {} {} does not work", row.id(), row.version(), e);
      return false;
    }
  }
}
