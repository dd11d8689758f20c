// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.Access;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.event.EventId;
import io.custode.api.json.Json;
import io.custode.api.plugin.InstallChoice;
import io.custode.api.plugin.InstalledPlugin;
import io.custode.api.plugin.InstalledPlugin.State;
import io.custode.api.plugin.KeptVersion;
import io.custode.api.plugin.PluginChange.Verb;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.PluginPlan;
import io.custode.api.plugin.PluginPurged;
import io.custode.api.plugin.PluginUpload;
import io.custode.api.plugin.Plugins;
import io.custode.api.plugin.SchemaStep;
import io.custode.lifecycle.internal.Swap.Order;
import io.custode.persistence.core.PluginSchemas;
import io.custode.persistence.core.PluginSchemas.Change;
import java.io.InputStream;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
  private static final String PURGE = "core.plugin.purge";
  private final PluginRows rows;
  private final NodePlugins node;
  private final Planner planner;
  private final PluginSchemas schemas;
  private final Access access;
  private final Audit audit;
  private final LifecycleSettings settings;
  private final Clock clock;
  private final TrustStore trust;
  private final Uploads uploads;
  private final Sources sources;
  private final Swap swap;
  private final ApiTurn turn;
  private final Agreement agreement;

  @Activate
  public HotPlugins(
      @Reference PluginRows rows,
      @Reference NodePlugins node,
      @Reference PluginSchemas schemas,
      @Reference Access access,
      @Reference Audit audit,
      @Reference LifecycleSettings settings,
      @Reference Journal journal,
      @Reference PluginStart start) {
    this(
        rows,
        node,
        schemas,
        access,
        audit,
        settings,
        journal,
        start,
        new Download(),
        Clock.systemUTC());
  }

  HotPlugins(
      PluginRows rows,
      NodePlugins node,
      PluginSchemas schemas,
      Access access,
      Audit audit,
      LifecycleSettings settings,
      Journal journal,
      PluginStart start,
      Download download,
      Clock clock) {
    this.rows = rows;
    this.node = node;
    this.schemas = schemas;
    this.access = access;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
    this.trust = new TrustStore(rows, settings);
    this.uploads = new Uploads(rows, clock);
    this.sources = new Sources(uploads, new Offers(rows, node, settings), download);
    this.planner = new Planner(rows, node, schemas, this::readable, this::holds);
    this.swap = new Swap(rows, node, schemas, settings, journal, clock, start::again);
    this.turn = new ApiTurn(rows, node, schemas);
    this.agreement =
        new Agreement(rows, audit, new SecondPerson(rows, access, audit, settings, clock));
  }

  @Override
  public List<InstalledPlugin> list() {
    access.require(READ);
    return rows.present().stream().map(this::shown).toList();
  }

  @Override
  public PluginUpload upload(InputStream jar) {
    access.require(INSTALL);
    var upload = uploads.take(jar);
    audit.record(
        "core.plugin.upload",
        "plugin-jar/" + upload.source().substring(Uploads.SCHEME.length()),
        Json.EMPTY);
    return upload;
  }

  @Override
  public PluginPlan plan(String source, InstallChoice choice) {
    access.require(INSTALL);
    var plugin = read(sources.read(source), trust.now());
    planner.prepare(plugin);
    return node.alone(() -> planner.install(plugin, choice));
  }

  @Override
  public InstalledPlugin install(String source, InstallChoice choice) {
    access.require(INSTALL);
    refuseIfSafe("installed");
    // before anybody has to wait for it: it may come from far away
    var plugin = read(sources.read(source), trust.now());
    planner.prepare(plugin);
    return node.alone(
        () -> {
          // what is looked at stays so until it is done
          try (var change = swap.begin(plugin.id())) {
            return turn.during(
                plugin,
                () -> {
                  var plan = planner.install(plugin, choice);
                  agreement.require(plugin, plan, choice);
                  return replace(plugin, INSTALL, plan, change);
                });
          }
        });
  }

  @Override
  public List<KeptVersion> kept(PluginId id) {
    access.require(READ);
    present(id);
    return rows.kept(id);
  }

  @Override
  public PluginPlan planRollback(PluginId id, @Nullable String version, InstallChoice choice) {
    access.require(INSTALL);
    planner.prepare(kept(id, version));
    return node.alone(() -> planner.rollback(kept(id, version), choice));
  }

  @Override
  public InstalledPlugin rollback(PluginId id, @Nullable String version, InstallChoice choice) {
    access.require(INSTALL);
    refuseIfSafe("changed");
    return node.alone(
        () -> {
          try (var change = swap.begin(id)) {
            var plugin = kept(id, version);
            return turn.during(
                plugin,
                () -> {
                  var plan = planner.rollback(plugin, choice);
                  agreement.require(plugin, plan, choice);
                  return replace(plugin, "core.plugin.rollback", plan, change);
                });
          }
        });
  }

  @Override
  public void purge(PluginId id) {
    access.require(PURGE);
    node.alone(
        () -> {
          try (var change = schemas.change(PluginJar.schemaOf(id))) {
            var row = rows.find(id).orElseThrow(() -> new NotFound("plugin", id));
            if (row.present()) {
              throw new Conflict(
                  "plugin-installed",
                  id + " is installed; none of its data was deleted.",
                  "Uninstall it first (msp:plugin-uninstall).");
            }
            change.drop();
          }
          rows.purged(
              new PluginPurged(EventId.next(), clock.instant(), id, access.current().id().value()));
          audit.record(PURGE, "plugin/" + id, Json.EMPTY);
          LOG.info("The data of {} is gone", id);
          return true;
        });
  }

  /** Signed by somebody who is trusted today, whatever was when it came; only time is forgiven. */
  private PluginJar kept(PluginId id, @Nullable String version) {
    present(id);
    return rows.kept(id).stream()
        .filter(kept -> version == null || kept.version().equals(version))
        .findFirst()
        .map(kept -> read(rows.jar(kept.sha256()), trust.now().forKept()))
        .orElseThrow(
            () -> new NotFound("plugin-version", id + (version == null ? "" : " " + version)));
  }

  private PluginRow present(PluginId id) {
    return rows.present(id).orElseThrow(() -> new NotFound("plugin", id));
  }

  private void refuseIfSafe(String done) {
    if (settings.safe()) {
      throw new Conflict(
          "safe-mode",
          "The platform runs with --safe, where no plugin starts; nothing was " + done + ".",
          "Start it without --safe and repeat.");
    }
  }

  private InstalledPlugin replace(PluginJar plugin, String verb, PluginPlan plan, Change change) {
    var before = rows.present(plugin.id());
    refuse(plugin, before, verb, plan.refused());
    try {
      swap.replace(
          new Order(
              plugin,
              before,
              plan.schema().stream().anyMatch(SchemaStep::rewritesData),
              Verb.valueOf(plan.verb().toUpperCase(Locale.ROOT)),
              access.current().id().value()),
          change);
    } catch (RuntimeException e) {
      audit.refused(verb, "plugin/" + plugin.id(), "it did not work");
      throw e;
    }
    agreement.used(plugin, before);
    audit.record(verb, "plugin/" + plugin.id(), detail(plugin, plan));
    if (!plugin.jar().trusted()) {
      audit.record("core.plugin.install-stranger", "plugin/" + plugin.id(), Json.EMPTY);
      LOG.warn("{} is signed by nobody who is trusted: the developer mode is on", plugin.id());
    }
    LOG.info("{} {}: {}", plugin.id(), plugin.version(), plan.verb());
    return shown(rows.find(plugin.id()).orElseThrow());
  }

  @Override
  public PluginPlan planUninstall(PluginId id) {
    access.require(INSTALL);
    return node.alone(() -> planner.uninstall(present(id)));
  }

  @Override
  public PluginPlan uninstall(PluginId id) {
    access.require(INSTALL);
    var by = access.current().id().value();
    return node.alone(
        () -> {
          try (var change = swap.begin(id)) {
            var row = present(id);
            var plan = turn.during(row, () -> takeOut(row, by));
            change.over();
            audit.record("core.plugin.uninstall", "plugin/" + id, version(row.version()));
            LOG.info("{} {} was uninstalled", id, row.version());
            return plan;
          }
        });
  }

  private PluginPlan takeOut(PluginRow row, String by) {
    var plan = planner.uninstall(row);
    if (!plan.refused().isEmpty()) {
      audit.refused(
          "core.plugin.uninstall", "plugin/" + row.id(), String.join("; ", plan.refused()));
      throw refusal("uninstalled", row.id(), row.version(), plan.refused());
    }
    swap.takeOut(row, by);
    return plan;
  }

  /** What waits may be anything. */
  private Optional<PluginJar> readable(byte[] jar) {
    try {
      return Optional.of(checked(jar, trust.now()));
    } catch (Problem e) {
      return Optional.empty();
    }
  }

  private boolean holds(String publisher) {
    var now = Date.from(clock.instant());
    var trusted = trust.now();
    return trust.certificates().stream()
        .filter(one -> one.fingerprint().equals(publisher))
        .filter(one -> trusted.revoked(one.key(), "").isEmpty())
        .map(PublisherCertificate::certificate)
        .anyMatch(one -> !now.before(one.getNotBefore()) && !now.after(one.getNotAfter()));
  }

  private PluginJar checked(byte[] jar, Trust now) {
    var check = new JarCheck(settings.scratch(), clock);
    var plugin = PluginJar.of(check.check(jar, now));
    EndpointBundles.check(plugin, check, now);
    return plugin;
  }

  /** Checks what can be checked without knowing what is installed. */
  private PluginJar read(byte[] jar, Trust now) {
    try {
      return checked(jar, now);
    } catch (Conflict e) {
      audit.refused(INSTALL, "plugin-jar/" + Fingerprint.of(jar), e.what());
      throw e;
    }
  }

  private void refuse(
      PluginJar plugin, Optional<PluginRow> before, String verb, List<String> refused) {
    if (refused.isEmpty()) {
      return;
    }
    audit.refused(verb, "plugin/" + plugin.id(), String.join("; ", refused));
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

  private InstalledPlugin shown(PluginRow row) {
    var held = settings.held(row);
    if (held.isPresent()) {
      return row.toInstalled(row.resting(), held.get());
    }
    return node.fault(row.id(), row.location())
        .map(fault -> row.toInstalled(State.FAILED, fault))
        .orElseGet(() -> row.toInstalled(State.ACTIVE, ""));
  }

  /** Versions, fingerprints and ids consist of letters, digits and dots: nothing to escape. */
  private static Json detail(PluginJar plugin, PluginPlan plan) {
    // whoever is named there was approved
    var touched =
        plan.api().stream()
            .flatMap(step -> Stream.concat(step.restarts().stream(), step.leaves().stream()))
            .map(id -> "\"" + id + "\"")
            .distinct()
            .collect(Collectors.joining(","));
    return new Json(
        "{\"version\":\""
            + plugin.version()
            + "\",\"publisher\":\""
            + plugin.jar().publisher()
            + "\",\"sha256\":\""
            + plugin.jar().sha256()
            + "\",\"approved\":["
            + touched
            + "]}");
  }

  private static Json version(String version) {
    return new Json("{\"version\":\"" + version + "\"}");
  }
}
