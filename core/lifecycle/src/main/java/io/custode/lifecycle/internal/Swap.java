// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.api.event.EventId;
import io.custode.api.plugin.PluginChange.Phase;
import io.custode.api.plugin.PluginChange.Verb;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.PluginInstalled;
import io.custode.api.plugin.PluginRewriteBegun;
import io.custode.api.plugin.PluginUninstalled;
import io.custode.persistence.core.PluginSchemas;
import io.custode.persistence.core.PluginSchemas.Change;
import io.custode.persistence.core.PluginSchemas.Turn;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One plugin comes, goes or changes on this node, and in the database; or all is as it was. */
final class Swap {
  private static final Logger LOG = LoggerFactory.getLogger(Swap.class);

  /** Nobody else has to hold it. */
  private static final Turn NOBODY = () -> {};

  private final PluginRows rows;
  private final NodePlugins node;
  private final PluginSchemas schemas;
  private final ApiBundles apis;
  private final LifecycleSettings settings;
  private final Journal journal;
  private final EveryNode everyNode;
  private final Clock clock;
  private final Runnable again;

  /**
   * @param again has this node look, in another thread, at what the database wants here
   */
  Swap(
      PluginRows rows,
      NodePlugins node,
      PluginSchemas schemas,
      LifecycleSettings settings,
      Journal journal,
      Clock clock,
      Runnable again) {
    this.rows = rows;
    this.node = node;
    this.schemas = schemas;
    this.apis = new ApiBundles(rows, node);
    this.settings = settings;
    this.journal = journal;
    this.everyNode = new EveryNode(rows, schemas, settings);
    this.clock = clock;
    this.again = again;
  }

  /**
   * Keeps every other node from changing a plugin. What another change left half done when its node
   * died is done or undone first, as the version says that is installed.
   *
   * @throws io.custode.api.error.Conflict if another node changes it
   */
  Change begin(PluginId plugin) {
    var schema = PluginJar.schemaOf(plugin);
    var change = schemas.change(schema);
    try {
      if (schemas.unsettled().contains(schema)) {
        rows.present(plugin).ifPresent(row -> change.settle(rows.files(row)));
        change.putBack();
      }
      journal.endDead(plugin);
      return change;
    } catch (RuntimeException e) {
      change.over();
      throw e;
    }
  }

  /**
   * What is to come.
   *
   * @param before what it takes the place of, if there is something
   * @param rewrites whether its changelog changes what is in the tables
   * @param by id of the user who wants it
   */
  record Order(
      PluginJar plugin, Optional<PluginRow> before, boolean rewrites, Verb verb, String by) {
    @Nullable String from() {
      return before.map(PluginRow::version).orElse(null);
    }
  }

  /**
   * Puts the new one in the place of the old one, if there was one; or leaves all as it was.
   *
   * @param change of {@link #begin}
   */
  void replace(Order order, Change change) {
    var plugin = order.plugin();
    var entry =
        journal.begin(plugin.id(), order.verb(), order.from(), plugin.version(), order.by());
    Faults.BEGUN.here();
    try {
      replace(order, change, entry);
    } catch (RuntimeException e) {
      entry.failed(e);
      throw e;
    }
    entry.done();
    order.before().ifPresent(this::forget);
    Faults.REMOVED.here();
  }

  /**
   * What takes long is done before anybody has to wait: the new bundle comes beside the old one,
   * and its tables are made as it needs them, which the old one does not mind. What rewrites data
   * cannot be done so.
   */
  private void replace(Order order, Change change, Journal.Entry entry) {
    var plugin = order.plugin();
    var move = apis.move(plugin);
    var others = apis.noticing(plugin.id(), move);
    boolean beside =
        order.before().isPresent() && prepare(order, move, order.before().get(), change);
    entry.reach(Phase.HOLDING);
    var elsewhere = order.rewrites() ? holdElsewhere(order, entry) : NOBODY;
    try {
      var end = node.hold(withLast(others, plugin.id()));
      Faults.HELD.here();
      try {
        exchange(order, move, others, beside, end);
      } catch (RuntimeException e) {
        entry.reach(Phase.TAKING_BACK);
        throw undo(order, others, change, e);
      }
      tidy();
      settle(plugin, change);
      Faults.SETTLED.here();
    } finally {
      node.open(plugin.id());
      others.forEach(other -> node.open(other.id()));
      elsewhere.over();
    }
    Faults.OPENED.here();
  }

  private Turn holdElsewhere(Order order, Journal.Entry entry) {
    var plugin = order.plugin();
    try {
      return everyNode.hold(
          entry,
          new PluginRewriteBegun(EventId.next(), now(), plugin.id(), plugin.version(), order.by()),
          node.patience().everywhere());
    } catch (RuntimeException e) {
      node.remove(plugin.location());
      tidy();
      throw e;
    }
  }

  /** The change is done; what is still there goes at the next start. */
  private void forget(PluginRow before) {
    try {
      node.remove(before.location());
    } catch (RuntimeException e) {
      LOG.warn("{} {} is still on this node, stopped", before.id(), before.version(), e);
    }
  }

  /**
   * @return whether the new one is there, beside the old one
   */
  private boolean prepare(Order order, ApiMove move, PluginRow before, Change change) {
    var plugin = order.plugin();
    boolean beside;
    try {
      apis.bring(move.wanted());
      beside = node.addBeside(plugin.location(), plugin.jar().bytes(), before.location());
      Faults.BESIDE.here();
      if (beside && !order.rewrites()) {
        var next =
            node.find(plugin.location())
                .orElseThrow(() -> NodePlugins.fails("its bundle is gone", null));
        node.tables().expand(next, change);
        Faults.EXPANDED.here();
      }
    } catch (RuntimeException e) {
      node.remove(plugin.location());
      tidy();
      throw e;
    }
    if (!beside) {
      node.remove(plugin.location());
    }
    return beside;
  }

  private static List<PluginId> withLast(List<PluginRow> others, PluginId plugin) {
    return Stream.concat(others.stream().map(PluginRow::id), Stream.of(plugin)).toList();
  }

  /**
   * @param end when all has to work, or it is undone
   */
  private void exchange(
      Order order, ApiMove move, List<PluginRow> others, boolean beside, Deadline end) {
    var plugin = order.plugin();
    var before = order.before();
    var at = now();
    before.ifPresent(row -> node.stop(row.location()));
    Faults.STOPPED.here();
    if (!beside) {
      before.ifPresent(row -> node.remove(row.location()));
      apis.bring(move.wanted());
      node.add(plugin.location(), plugin.jar().bytes());
    }
    if (before.isPresent() || !others.isEmpty()) {
      node.start(plugin.id(), plugin.location(), end);
    } else {
      node.start(plugin.id(), plugin.location());
    }
    apis.meetAgain(plugin.id(), move, others, end);
    Faults.STARTED.here();
    rows.installed(
        plugin,
        move,
        at,
        new PluginInstalled(
            EventId.next(),
            at,
            plugin.id(),
            plugin.version(),
            plugin.jar().publisher(),
            plugin.jar().sha256(),
            order.from(),
            order.by()));
    Faults.COMMITTED.here();
  }

  /**
   * It is done whether or not that works now: the next look at what is to be here does it again.
   */
  private void tidy() {
    try {
      apis.tidy();
    } catch (RuntimeException e) {
      LOG.warn("API bundles that nobody needs are still here", e);
    }
  }

  /** It is installed whether or not that works now: the next start does it again. */
  private static void settle(PluginJar plugin, Change change) {
    try {
      change.settle(plugin.jar()::file);
    } catch (RuntimeException e) {
      LOG.warn("What {} rewrote is still kept as it was before", plugin.id(), e);
    }
  }

  /**
   * @return why it was to be: all is as before; or that this could not be done yet
   */
  private RuntimeException undo(
      Order order, List<PluginRow> others, Change change, RuntimeException why) {
    var plugin = order.plugin();
    LOG.warn("{} {} does not work: it is taken out", plugin.id(), plugin.version(), why);
    // what was begun is taken back even if the caller has lost his patience meanwhile
    boolean interrupted = Thread.interrupted();
    try {
      Faults.FAILED.here();
      node.stop(plugin.location());
      node.remove(plugin.location());
      Faults.TAKEN_OUT.here();
      boolean putBack = putBack(change, why);
      Faults.PUT_BACK.here();
      apis.bring();
      order.before().ifPresent(this::startAgain);
      apis.undo(others);
      if (!(why instanceof Conflict)) {
        // whoever lost the database does not know what became of the row
        again.run();
      }
      // with no version before it, none has done it by opening its tables
      return putBack || order.before().isPresent() || !order.rewrites() ? why : later(order, why);
    } catch (RuntimeException e) {
      LOG.error("{} is not as it was before yet", plugin.id(), e);
      why.addSuppressed(e);
      return later(order, why);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void startAgain(PluginRow before) {
    if (node.find(before.location()).isEmpty()) {
      node.add(before.location(), rows.jar(before.sha256()));
    }
    if (settings.held(before).isEmpty()) {
      node.start(before.id(), before.location());
    }
    Faults.STARTED_AGAIN.here();
  }

  /** What the database says is brought about as soon as that can be. */
  private Conflict later(Order order, RuntimeException why) {
    again.run();
    var plugin = order.plugin();
    var conflict =
        new Conflict(
            "plugin-not-back-yet",
            plugin.id()
                + " "
                + plugin.version()
                + " was not installed, and "
                + order
                    .before()
                    .map(row -> row.version() + " does not work again yet")
                    .orElse("its tables are not as before yet")
                + ". Nothing is lost; this node tries by itself to bring back what was there.",
            "See that the database answers and that disks have room, then look at the list of"
                + " plugins; the platform's log says more.");
    conflict.initCause(why);
    return conflict;
  }

  /** With no version before it, none would do it when it opens its tables. */
  private static boolean putBack(Change change, RuntimeException why) {
    try (change) {
      change.putBack();
      return true;
    } catch (RuntimeException e) {
      LOG.error("What was rewritten is not put back yet", e);
      why.addSuppressed(e);
      return false;
    }
  }

  /** In a change: what it rewrote is settled, or put back. */
  void takeOut(PluginRow row, String by) {
    var entry = journal.begin(row.id(), Verb.UNINSTALL, row.version(), null, by);
    entry.reach(Phase.HOLDING);
    try {
      takeOut(row, by, entry);
    } catch (RuntimeException e) {
      entry.failed(e);
      throw e;
    }
    entry.done();
  }

  private void takeOut(PluginRow row, String by, Journal.Entry entry) {
    node.hold(List.of(row.id()));
    try {
      node.stop(row.location());
      try {
        var at = now();
        rows.removed(
            row.id(), at, new PluginUninstalled(EventId.next(), at, row.id(), row.version(), by));
      } catch (RuntimeException e) {
        entry.reach(Phase.TAKING_BACK);
        startAgain(row, e);
        throw e;
      }
      node.remove(row.location());
      tidy();
    } finally {
      node.open(row.id());
    }
  }

  private void startAgain(PluginRow row, RuntimeException why) {
    if (settings.held(row).isPresent()) {
      return;
    }
    try {
      node.start(row.id(), row.location());
    } catch (RuntimeException e) {
      LOG.error("{} does not start again yet after its uninstall failed", row.id(), e);
      why.addSuppressed(e);
      again.run();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
