// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.Access;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.json.Json;
import io.custode.api.plugin.InstalledPlugin;
import io.custode.api.plugin.InstalledPlugin.State;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.PluginInstalled;
import io.custode.api.plugin.PluginPlan;
import io.custode.api.plugin.PluginUninstalled;
import io.custode.api.plugin.Plugins;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs plugins into the running platform.
 *
 * <p>The row in the database decides. A new plugin's bundle runs before its row is committed and is
 * taken out if that fails; an old one's bundle stops before its row goes. A node that dies in
 * between finds at its next start what the database says, see {@link PluginStart}.
 */
@Component(service = Plugins.class)
public final class HotPlugins implements Plugins {
  private static final Logger LOG = LoggerFactory.getLogger(HotPlugins.class);
  private static final String READ = "core.plugin.read";
  private static final String INSTALL = "core.plugin.install";
  private final PluginRows rows;
  private final NodePlugins node;
  private final Planner planner;
  private final Gate gate;
  private final Access access;
  private final Audit audit;
  private final LifecycleSettings settings;
  private final Clock clock;

  @Activate
  public HotPlugins(
      @Reference PluginRows rows,
      @Reference NodePlugins node,
      @Reference Gate gate,
      @Reference Access access,
      @Reference Audit audit,
      @Reference LifecycleSettings settings) {
    this(rows, node, gate, access, audit, settings, Clock.systemUTC());
  }

  HotPlugins(
      PluginRows rows,
      NodePlugins node,
      Gate gate,
      Access access,
      Audit audit,
      LifecycleSettings settings,
      Clock clock) {
    this.rows = rows;
    this.node = node;
    this.planner = new Planner(rows, node);
    this.gate = gate;
    this.access = access;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public List<InstalledPlugin> list() {
    access.require(READ);
    return rows.present().stream().map(this::shown).toList();
  }

  @Override
  public PluginPlan plan(String source) {
    access.require(READ);
    return node.alone(() -> planner.install(read(source)));
  }

  @Override
  public InstalledPlugin install(String source) {
    access.require(INSTALL);
    var by = access.current().name();
    if (settings.safe()) {
      throw new Conflict(
          "safe-mode",
          "The platform runs with --safe, where no plugin starts; nothing was installed.",
          "Start it without --safe and repeat.");
    }
    return node.alone(
        () -> {
          var plugin = read(source);
          var before = rows.find(plugin.id()).filter(PluginRow::present);
          refuse(plugin, before);
          var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
          swap(plugin, before, at, by);
          audit.record(INSTALL, "plugin/" + plugin.id(), detail(plugin));
          LOG.info("{} {} was installed", plugin.id(), plugin.version());
          return shown(rows.find(plugin.id()).orElseThrow());
        });
  }

  @Override
  public PluginPlan uninstall(PluginId id) {
    access.require(INSTALL);
    var by = access.current().name();
    return node.alone(
        () -> {
          var row =
              rows.find(id)
                  .filter(PluginRow::present)
                  .orElseThrow(() -> new NotFound("plugin", id));
          var plan = planner.uninstall(row);
          if (!plan.refused().isEmpty()) {
            audit.refused(
                "core.plugin.uninstall", "plugin/" + id, String.join("; ", plan.refused()));
            throw refusal("uninstalled", row.id(), row.version(), plan.refused());
          }
          takeOut(row, by);
          audit.record("core.plugin.uninstall", "plugin/" + id, version(row.version()));
          LOG.info("{} {} was uninstalled", id, row.version());
          return plan;
        });
  }

  /** Reads and checks what can be checked without knowing what is installed. */
  private PluginJar read(String source) {
    var bytes = JarSource.read(source);
    try {
      return PluginJar.of(
          new JarCheck(settings.scratch(), clock).check(bytes, settings.publishers().trusted()));
    } catch (Conflict e) {
      audit.refused(INSTALL, "plugin-jar/" + Fingerprint.of(bytes), e.what());
      throw e;
    }
  }

  private void refuse(PluginJar plugin, Optional<PluginRow> before) {
    var refused = planner.install(plugin).refused();
    if (refused.isEmpty()) {
      return;
    }
    audit.refused(INSTALL, "plugin/" + plugin.id(), String.join("; ", refused));
    if (before.filter(row -> row.version().equals(plugin.version())).isPresent()) {
      throw new Conflict(
          "already-installed",
          plugin.id() + " " + plugin.version() + " is already installed; nothing was changed.",
          "Nothing is to be done; a changed jar needs another version.");
    }
    throw refusal("installed", plugin.id(), plugin.version(), refused);
  }

  private static Conflict refusal(
      String done, PluginId plugin, String version, List<String> refused) {
    return new Conflict(
        "plugin-refused",
        plugin + " " + version + " was not " + done + ": " + String.join("; ", refused) + ".",
        "Nothing was changed. See the named parts, or ask the plugin's publisher.");
  }

  /** Puts the new one in the place of the old one, if there was one; or leaves all as it was. */
  private void swap(PluginJar plugin, Optional<PluginRow> before, Instant at, String by) {
    gate.hold(plugin.id());
    try {
      before.ifPresent(
          row -> {
            node.stop(row.id(), row.location());
            node.remove(row.location());
          });
      node.add(plugin.location(), plugin.jar().bytes());
      node.start(plugin.id(), plugin.location());
      rows.installed(
          plugin,
          at,
          new PluginInstalled(
              EventId.next(),
              at,
              plugin.id(),
              plugin.version(),
              plugin.jar().publisher(),
              plugin.jar().sha256(),
              before.map(PluginRow::version).orElse(null),
              by));
    } catch (RuntimeException e) {
      audit.refused(INSTALL, "plugin/" + plugin.id(), "it did not work");
      undo(plugin, before, e);
      throw e;
    } finally {
      gate.open(plugin.id());
    }
  }

  private void undo(PluginJar plugin, Optional<PluginRow> before, RuntimeException why) {
    LOG.warn("{} {} does not work: it is taken out", plugin.id(), plugin.version(), why);
    // what was begun is taken back even if the caller has lost his patience meanwhile
    boolean interrupted = Thread.interrupted();
    try {
      node.stop(plugin.id(), plugin.location());
      node.remove(plugin.location());
      before.ifPresent(
          row -> {
            if (node.find(row.location()).isEmpty()) {
              node.add(row.location(), rows.jar(row.id()));
            }
            node.start(row.id(), row.location());
          });
    } catch (RuntimeException e) {
      LOG.error("{} is not as it was before: restart this node to repair it", plugin.id(), e);
      why.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void takeOut(PluginRow row, String by) {
    gate.hold(row.id());
    try {
      node.stop(row.id(), row.location());
      try {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        rows.removed(
            row.id(), at, new PluginUninstalled(EventId.next(), at, row.id(), row.version(), by));
      } catch (RuntimeException e) {
        startAgain(row, e);
        throw e;
      }
      node.remove(row.location());
    } finally {
      gate.open(row.id());
    }
  }

  private void startAgain(PluginRow row, RuntimeException why) {
    if (settings.safe()) {
      return;
    }
    try {
      node.start(row.id(), row.location());
    } catch (RuntimeException e) {
      LOG.error("{} does not start again after its uninstall failed", row.id(), e);
      why.addSuppressed(e);
    }
  }

  private InstalledPlugin shown(PluginRow row) {
    if (settings.safe()) {
      return row.toInstalled(State.HELD, "The platform runs with --safe.");
    }
    return node.fault(row.location())
        .map(fault -> row.toInstalled(State.FAILED, fault))
        .orElseGet(() -> row.toInstalled(State.ACTIVE, ""));
  }

  /** Versions and fingerprints consist of letters, digits and dots: nothing to escape. */
  private static Json detail(PluginJar plugin) {
    return new Json(
        "{\"version\":\""
            + plugin.version()
            + "\",\"publisher\":\""
            + plugin.jar().publisher()
            + "\",\"sha256\":\""
            + plugin.jar().sha256()
            + "\"}");
  }

  private static Json version(String version) {
    return new Json("{\"version\":\"" + version + "\"}");
  }
}
