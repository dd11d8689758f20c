// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static org.awaitility.Awaitility.await;

import io.custode.api.event.EventId;
import io.custode.api.plugin.InstallChoice;
import io.custode.api.plugin.InstalledPlugin;
import io.custode.api.plugin.PluginInstalled;
import io.custode.persistence.TenantStore;
import io.custode.persistence.core.PluginSchemas;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node with its database and its home, which can be restarted over what is left on its disk. */
final class Installation implements AutoCloseable {
  /** Only what never works waits for the end of it: long enough for a busy machine. */
  private static final NodePlugins.Patience SHORT =
      new NodePlugins.Patience(
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5));

  /** Data may be rewritten. */
  static final InstallChoice AGREED = new InstallChoice(true, Set.of());

  /** What a test does with a fresh one. */
  interface Work {
    void on(Installation here) throws Exception;
  }

  private final Path home;
  final TestDatabase database;
  final TestPlatform platform;
  final FaultyStore store;
  final RecordingGate gate = new RecordingGate();
  final RecordingModules modules = new RecordingModules();
  Download download = new Download();
  Clock clock = Clock.systemUTC();
  FelixNode node;
  private boolean secondPerson;
  private Tables tables;
  NodePlugins plugins;
  PluginRows rows;
  HotPlugins hot;
  HotCatalog catalog;
  LifecycleSettings settings;
  PluginStart start;
  PluginWatch watch;
  private PluginWiring wiring;
  Journal journal;
  Quarantines quarantines;
  KnownPublishers publishers;

  /** Whether the next start is in the developer mode. */
  boolean developer;

  NodeReport report;

  /**
   * @param database whose schema is open already; emptied at the end
   */
  Installation(Path home, TestDatabase database, TenantStore store) throws Exception {
    this.home = home;
    this.database = database;
    this.platform = new TestPlatform(database);
    this.store = new FaultyStore(store);
    boot("cache", false);
  }

  /**
   * @param trusted as acme
   */
  static void with(TestDatabases kind, Path home, Publisher trusted, Work work) throws Exception {
    trusted.trustIn(home, "acme");
    try (var database = kind.open();
        var here = new Installation(home, database, schema(database))) {
      work.on(here);
    }
  }

  private void end() {
    watch.stop();
    start.stop();
    wiring.stop();
  }

  static TenantStore schema(TestDatabase database) {
    return database.schema(
        "lifecycle",
        "META-INF/custode/changelog.xml",
        PluginEntity.class,
        JarEntity.class,
        KeptEntity.class,
        UploadEntity.class,
        ChangeEntity.class,
        HoldEntity.class,
        NodeEntity.class,
        NodePluginEntity.class,
        CatalogEntity.class,
        OfferEntity.class,
        ApiBundleEntity.class,
        ApiBringerEntity.class,
        PublisherEntity.class,
        RevocationEntity.class,
        ApprovalEntity.class);
  }

  /** Starts the node and waits until it has done what the database says. */
  void boot(String cache, boolean safe) throws Exception {
    gate.isNew();
    store.dies = "";
    node = new FelixNode(home.resolve(cache));
    // what came with the framework is the platform
    wiring = new PluginWiring(node.context(), FelixNode.LAST, Optional.of(FelixNode.HOME));
    var doors = new Gate(gate);
    tables = new Tables(database, node.context());
    var schemas = tables.schemas();
    plugins = new NodePlugins(node.context(), node.runtime(), doors, schemas, SHORT);
    rows = new PluginRows(store, platform, platform);
    settings = new LifecycleSettings(home, home.resolve("scratch"), config(safe));
    var kept = new PluginRows(store.store(), platform, platform);
    journal = new Journal(kept, schemas, platform, platform, settings, clock);
    report = report(clock);
    quarantines = new Quarantines(kept, platform, settings, clock);
    catalog =
        new HotCatalog(
            rows,
            plugins,
            platform,
            platform,
            settings,
            quarantines,
            new JacksonMapping(),
            download,
            clock);
    publishers =
        new KnownPublishers(rows, platform, platform, settings, quarantines, modules, clock);
    start =
        new PluginStart(
            rows, plugins, settings, journal, report, quarantines, Duration.ofMillis(100));
    hot =
        new HotPlugins(
            rows, plugins, schemas, platform, platform, settings, journal, start, download, clock);
    watch = new PluginWatch(node.context(), plugins, start);
    await().until(() -> start.check().up());
  }

  /** The process ends and another one finds the same disk. */
  void restart(String cache, boolean safe) throws Exception {
    leave();
    boot(cache, safe);
  }

  /**
   * @return one that says how the plugins are at another time
   */
  NodeReport report(Clock at) {
    var kept = new PluginRows(store.store(), platform, platform);
    return new NodeReport(kept, plugins, platform, settings, at);
  }

  PluginSchemas schemas() {
    return tables.schemas();
  }

  void restart() throws Exception {
    restart("cache", false);
  }

  private Settings config(boolean safe) {
    return new Settings(
        home.toString(), home.resolve("distribution").toString(), safe, developer, secondPerson);
  }

  /** From now on a second person has to approve. */
  void askSecondPerson() {
    secondPerson = true;
    settings.modified(config(false));
  }

  /** Looks at once at what the database wants here. */
  void follow() {
    start.follow();
  }

  static PluginInstalled event(PluginJar plugin) {
    return new PluginInstalled(
        EventId.next(),
        Instant.EPOCH,
        plugin.id(),
        plugin.version(),
        plugin.jar().publisher(),
        plugin.jar().sha256(),
        null,
        "boss");
  }

  /** Puts a jar where an administrator would. */
  String file(byte[] jar) throws Exception {
    var file = Files.createTempFile(home, "plugin", ".jar");
    return Files.write(file, jar).toUri().toString();
  }

  List<String> installed() {
    return hot.list().stream().map(Installation::shown).toList();
  }

  private static String shown(InstalledPlugin plugin) {
    return plugin.id() + " " + plugin.version() + " " + plugin.state();
  }

  /** The process ends; what it wrote stays. */
  void leave() {
    end();
    node.close();
    tables.close();
  }

  @Override
  public void close() {
    leave();
    try (var connection = database.pool().getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      for (var table :
          List.of(
              "plugin_node",
              "node",
              "plugin_hold",
              "plugin_change",
              "catalog_offer",
              "catalog",
              "plugin_upload",
              "plugin_kept",
              "api_bringer",
              "api_bundle",
              "jar",
              "plugin",
              "publisher",
              "revocation",
              "approval",
              "outbox")) {
        statement.executeUpdate("delete from lifecycle." + table);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The database was not emptied", e);
    }
  }

  /** Settings as an administrator writes them. */
  @SuppressWarnings("ClassExplicitlyAnnotation")
  private record Settings(
      String home, String distribution, boolean safe, boolean developer, boolean secondPerson)
      implements LifecycleSettings.Config {
    @Override
    public Class<? extends Annotation> annotationType() {
      return LifecycleSettings.Config.class;
    }
  }
}
