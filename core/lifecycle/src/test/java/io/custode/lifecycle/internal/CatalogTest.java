// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.broken;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.access.Principal;
import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.CatalogEntry;
import io.custode.api.plugin.LoadedCatalog;
import io.custode.api.plugin.PluginId;
import io.custode.persistence.TenantStore;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Catalogs that are loaded, and those that are not, on both databases. */
class CatalogTest {
  private static final String HERE = "[1.0.0,2.0.0)";
  private static final Instant ISSUED = Instant.now().minus(Duration.ofDays(3));
  private static final Map<TestDatabases, TestDatabase> DATABASES =
      new EnumMap<>(TestDatabases.class);
  private static final Map<TestDatabases, TenantStore> STORES = new EnumMap<>(TestDatabases.class);

  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;
  private static Publisher other;
  private Installation here;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
    other = Publisher.named(keys, "other");
  }

  @AfterAll
  static void drop() {
    DATABASES.values().forEach(TestDatabase::close);
    DATABASES.clear();
    STORES.clear();
  }

  private void open(TestDatabases kind) throws Exception {
    acme.trustIn(home, "acme");
    var database = DATABASES.computeIfAbsent(kind, TestDatabases::open);
    here =
        new Installation(
            home, database, STORES.computeIfAbsent(kind, k -> Installation.schema(database)));
  }

  @AfterEach
  void stop() {
    if (here != null) {
      here.close();
    }
  }

  private static byte[] jar(String version) throws Exception {
    return acme.sign(greeter(version).bytes());
  }

  private static TestCatalog catalog(Duration later) {
    return new TestCatalog("acme-all", ISSUED.plus(later));
  }

  private LoadedCatalog load(byte[] unsigned) throws Exception {
    return here.catalog.load(here.file(acme.sign(unsigned)));
  }

  private List<String> offered() {
    return here.catalog.find(null, PageRequest.first()).items().stream()
        .map(e -> e.source() + " " + e.state())
        .toList();
  }

  private static void assertProblem(String name, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Conflict.class,
            e -> {
              assertThat(e.name()).as(e.what()).isEqualTo(name);
              assertThat(e.what()).contains("nothing was");
            });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void thePluginComesOutOfTheCatalogNewestFirst(TestDatabases kind) throws Exception {
    open(kind);
    var first = jar("1.0.0");
    var next = jar("1.10.0");

    var loaded =
        load(
            catalog(Duration.ZERO)
                .holds("acmegreeter", "1.0.0", HERE, first)
                .holds("acmegreeter", "1.10.0", HERE, next)
                .holds("acmegreeter", "1.9.0", HERE, jar("1.9.0"))
                .holds("acmegreeter", "2.0.0", "[7.0.0,8.0.0)", jar("2.0.0"))
                .bytes());

    assertThat(loaded.entries()).isEqualTo(4);
    assertThat(offered())
        .containsExactly(
            "catalog:acmegreeter@2.0.0 INCOMPATIBLE",
            "catalog:acmegreeter@1.10.0 AVAILABLE",
            "catalog:acmegreeter@1.9.0 AVAILABLE",
            "catalog:acmegreeter@1.0.0 AVAILABLE");
    var entry = here.catalog.find(GREETER, PageRequest.first()).items().get(1);
    assertThat(entry.notes())
        .isEqualTo(new CatalogEntry.Notes("What is new in 1.10.0", "Che cosa porta 1.10.0"));
    assertThat(entry.size()).isEqualTo(next.length);
    assertThat(entry.catalog()).isEqualTo("acme-all");
    assertThat(entry.publisher()).isEqualTo(Fingerprint.of(acme.certificate().getEncoded()));
    assertThat(here.catalog.find(PluginId.of("nothing"), PageRequest.first()).items()).isEmpty();
    assertThat(here.node.touched()).isEmpty();

    assertThat(here.hot.plan("catalog:acmegreeter").version()).isEqualTo("1.10.0");
    here.hot.install("catalog:acmegreeter@1.0.0");
    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
    assertThat(offered())
        .containsExactly(
            "catalog:acmegreeter@2.0.0 INCOMPATIBLE",
            "catalog:acmegreeter@1.10.0 UPDATE",
            "catalog:acmegreeter@1.9.0 UPDATE",
            "catalog:acmegreeter@1.0.0 INSTALLED");
    assertThat(here.catalog.updates(null))
        .singleElement()
        .satisfies(update -> assertThat(update.source()).isEqualTo("catalog:acmegreeter@1.10.0"));

    here.hot.install("catalog:acmegreeter");
    assertThat(here.installed()).containsExactly("acmegreeter 1.10.0 ACTIVE");
    assertThat(here.catalog.updates(GREETER)).isEmpty();
    assertThat(offered()).contains("catalog:acmegreeter@1.9.0 EARLIER");
    assertThat(here.platform.audited)
        .contains("boss core.plugin-catalog.load plugin-catalog/acme-all");
    assertThat(here.platform.published()).contains("PluginCatalogLoaded");
    assertThatThrownBy(() -> here.catalog.updates(PluginId.of("nothing")))
        .isInstanceOf(NotFound.class);
  }

  /** It stops no update of those that are somebody's own, either. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatAnotherPublisherOffersIsNoUpdate(TestDatabases kind) throws Exception {
    open(kind);
    load(catalog(Duration.ZERO).holds("acmegreeter", "1.0.0", HERE, jar("1.0.0")).bytes());
    here.hot.install("catalog:acmegreeter");
    other.trustIn(home, "other");
    here.catalog.load(
        here.file(
            other.sign(
                new TestCatalog("other-all", ISSUED)
                    .holds("acmegreeter", "9.0.0", HERE, other.sign(greeter("9.0.0").bytes()))
                    .holds("acmegreeter", "1.1.0", acme, jar("1.1.0"))
                    .bytes())));
    here.hot.install(here.file(acme.sign(TestJar.plugin("acmezebra", "1.0.0").bytes())));
    load(
        catalog(Duration.ofDays(1))
            .holds(
                "acmezebra", "1.1.0", HERE, acme.sign(TestJar.plugin("acmezebra", "1.1.0").bytes()))
            .bytes());

    assertThat(offered())
        .containsExactly(
            "catalog:acmegreeter@9.0.0 FOREIGN",
            "catalog:acmegreeter@1.1.0 UPDATE",
            "catalog:acmezebra@1.1.0 UPDATE");
    assertThat(here.hot.plan("catalog:acmegreeter").version()).isEqualTo("1.1.0");
    new UpdatePlugin(here.hot, here.catalog)
        .execute(new UpdatePlugin.Input(null, null, null, null), null);
    assertThat(here.installed())
        .containsExactly("acmegreeter 1.1.0 ACTIVE", "acmezebra 1.1.0 ACTIVE");

    here.hot.uninstall(GREETER);
    assertThat(offered()).contains("catalog:acmegreeter@9.0.0 FOREIGN");
    assertThatThrownBy(() -> here.hot.install("catalog:acmegreeter@9.0.0"))
        .hasMessageContaining("belongs to another publisher");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anUpdateThatDoesNotWorkKeepsNoOtherBack(TestDatabases kind) throws Exception {
    open(kind);
    here.hot.install(here.file(jar("1.0.0")));
    here.hot.install(here.file(acme.sign(TestJar.plugin("acmezebra", "1.0.0").bytes())));
    load(
        catalog(Duration.ZERO)
            .holds("acmegreeter", "1.1.0", HERE, acme.sign(broken("1.1.0").bytes()))
            .holds(
                "acmezebra", "1.1.0", HERE, acme.sign(TestJar.plugin("acmezebra", "1.1.0").bytes()))
            .bytes());
    var update = new UpdatePlugin(here.hot, here.catalog);

    assertThatThrownBy(() -> update.execute(new UpdatePlugin.Input(null, null, null, null), null))
        .hasMessageContaining("Updated: 1. Not updated: acmegreeter: ");
    assertThat(here.installed())
        .containsExactly("acmegreeter 1.0.0 ACTIVE", "acmezebra 1.1.0 ACTIVE");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void pagesHoldEachOnce(TestDatabases kind) throws Exception {
    open(kind);
    var catalog = catalog(Duration.ZERO);
    var bytes = jar("1.0.0");
    for (var plugin : List.of("acmeone", "acmetwo")) {
      for (int minor = 0; minor < 6; minor++) {
        catalog.names(plugin, "1." + minor + ".0", "https://acme.example/p.jar", bytes);
      }
    }
    load(catalog.bytes());
    load(
        new TestCatalog("acme-more", ISSUED)
            .names("acmeone", "1.3.0", "https://acme.example/p.jar", bytes)
            .bytes());

    var seen = new ArrayList<String>();
    var page = here.catalog.find(null, PageRequest.first(5));
    while (true) {
      page.items().forEach(e -> seen.add(e.source() + " " + e.catalog()));
      if (page.next() == null) {
        break;
      }
      page = here.catalog.find(null, new PageRequest(5, page.next()));
    }

    assertThat(seen).hasSize(13).doesNotHaveDuplicates();
    assertThat(seen.get(0)).isEqualTo("catalog:acmeone@1.5.0 acme-all");
    assertThat(seen.get(12)).isEqualTo("catalog:acmetwo@1.0.0 acme-all");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anOlderOneIsRefusedAndTheSameOneChangesNothing(TestDatabases kind) throws Exception {
    open(kind);
    var old =
        here.file(
            acme.sign(
                catalog(Duration.ZERO).holds("acmegreeter", "1.0.0", HERE, jar("1.0.0")).bytes()));
    here.catalog.load(old);
    var next =
        here.file(
            acme.sign(
                catalog(Duration.ofDays(1))
                    .holds("acmegreeter", "1.1.0", HERE, jar("1.1.0"))
                    .bytes()));
    var loaded = here.catalog.load(next);
    assertThat(offered()).containsExactly("catalog:acmegreeter@1.1.0 AVAILABLE");

    // replayed
    assertProblem("plugin-catalog-stale", () -> here.catalog.load(old));
    // another of the same moment
    assertProblem("plugin-catalog-stale", () -> load(catalog(Duration.ofDays(1)).bytes()));
    var audited = here.platform.audited.size();
    assertThat(here.catalog.load(next)).isEqualTo(loaded);

    assertThat(offered()).containsExactly("catalog:acmegreeter@1.1.0 AVAILABLE");
    assertThat(here.platform.audited).hasSize(audited);
    // what nobody offers any more is not kept
    assertThatThrownBy(() -> here.hot.plan("catalog:acmegreeter@1.0.0"))
        .isInstanceOf(NotFound.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatTheCatalogOffersOutlivesRestartAndUninstall(TestDatabases kind) throws Exception {
    open(kind);
    load(catalog(Duration.ZERO).holds("acmegreeter", "1.0.0", HERE, jar("1.0.0")).bytes());
    here.hot.install("catalog:acmegreeter");
    here.hot.uninstall(GREETER);

    here.restart("another-disk", false);

    here.hot.install("catalog:acmegreeter");
    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void ofTheFutureIsRefusedUntilItIsThere(TestDatabases kind) throws Exception {
    open(kind);
    var ahead = Duration.between(ISSUED, Instant.now()).plusHours(2);
    var file = here.file(acme.sign(catalog(ahead).bytes()));

    assertProblem("plugin-catalog-future", () -> here.catalog.load(file));
    assertThat(here.platform.audited)
        .anyMatch(line -> line.startsWith("boss refused core.plugin-catalog.load"));

    here.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(90));
    here.restart();
    assertThat(here.catalog.load(file).name()).isEqualTo("acme-all");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aNameBelongsToItsPublisher(TestDatabases kind) throws Exception {
    open(kind);
    load(catalog(Duration.ZERO).bytes());
    var foreign = here.file(other.sign(catalog(Duration.ofDays(1)).bytes()));

    assertProblem("publisher-unknown", () -> here.catalog.load(foreign));
    other.trustIn(home, "other");
    assertProblem("plugin-catalog-taken", () -> here.catalog.load(foreign));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoIsNotTrustedAnyMoreOffersNothing(TestDatabases kind) throws Exception {
    open(kind);
    load(catalog(Duration.ZERO).holds("acmegreeter", "1.0.0", HERE, jar("1.0.0")).bytes());
    assertThat(offered()).hasSize(1);

    Files.delete(home.resolve("keys/publishers/acme.pem"));

    assertThat(offered()).isEmpty();
    assertThatThrownBy(() -> here.hot.install("catalog:acmegreeter")).isInstanceOf(NotFound.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void thereAreTwentyAtMost(TestDatabases kind) throws Exception {
    open(kind);
    for (int i = 0; i < 20; i++) {
      load(new TestCatalog("catalog-" + i, ISSUED).bytes());
    }

    assertProblem("too-many-catalogs", () -> load(new TestCatalog("one-more", ISSUED).bytes()));
    assertThat(load(new TestCatalog("catalog-7", Instant.now()).bytes()).entries()).isZero();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theDistributionBringsItsOwn(TestDatabases kind) throws Exception {
    open(kind);
    var folder = Files.createDirectories(home.resolve("distribution/catalog"));
    var bundled =
        new TestCatalog("custode", ISSUED)
            .holds("acmegreeter", "1.0.0", HERE, other.sign(greeter("1.0.0").bytes()));
    Files.write(folder.resolve("custode.jar"), other.sign(bundled.bytes()));
    other.trustIn(home.resolve("elsewhere"), "other");
    Files.move(
        home.resolve("elsewhere/keys/publishers/other.pem"), folder.resolve("publisher.pem"));

    var loader = new BundledCatalog(here.catalog, here.platform, here.settings);
    await().until(() -> !offered().isEmpty());
    loader.stop();

    here.hot.install("catalog:acmegreeter");
    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
    // its name is nobody else's
    assertThatThrownBy(() -> load(new TestCatalog("custode", Instant.now()).bytes()))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("only the distribution's catalog");
  }

  @Test
  void altered() throws Exception {
    open(TestDatabases.DERBY);
    var good = catalog(Duration.ZERO).holds("acmegreeter", "1.0.0", HERE, jar("1.0.0"));
    var signed = acme.sign(good.bytes());
    var other = good.index().replace("What is new", "What is old");

    var index = here.file(TestJar.change(signed, all -> all.put("catalog.json", other.getBytes())));
    var inside =
        here.file(
            TestJar.change(
                signed, all -> all.put("jars/acmegreeter-1.0.0.jar", new byte[] {1, 2, 3})));
    var more = here.file(TestJar.change(signed, all -> all.put("jars/more.jar", new byte[] {1})));

    assertProblem("plugin-tampered", () -> here.catalog.load(index));
    assertProblem("plugin-tampered", () -> here.catalog.load(inside));
    assertProblem("plugin-tampered", () -> here.catalog.load(more));
    assertProblem("plugin-unsigned", () -> here.catalog.load(here.file(good.bytes())));
    assertThat(offered()).isEmpty();
  }

  /** Signed in good order, and yet another plugin than the one that is named. */
  @Test
  void aJarThatIsAnotherPluginIsNotInstalledInItsName() throws Exception {
    open(TestDatabases.DERBY);
    load(
        catalog(Duration.ZERO)
            .holds("acmeother", "1.0.0", HERE, jar("1.0.0"))
            .holds("acmegreeter", "1.5.0", HERE, jar("1.4.0"))
            .bytes());

    assertProblem("plugin-catalog-differs", () -> here.hot.install("catalog:acmeother"));
    assertProblem("plugin-catalog-differs", () -> here.hot.install("catalog:acmegreeter"));
    assertThat(here.installed()).isEmpty();
  }

  @Test
  void aPluginOfAnUnknownPublisherIsRefusedThoughTheCatalogIsTrusted() throws Exception {
    open(TestDatabases.DERBY);
    load(
        catalog(Duration.ZERO)
            .holds("acmegreeter", "1.0.0", HERE, other.sign(greeter("1.0.0").bytes()))
            .bytes());

    assertProblem("publisher-unknown", () -> here.hot.install("catalog:acmegreeter"));
  }

  static Stream<String> sources() {
    return Stream.of(
        "catalog:", "catalog:no such id", "catalog:acmegreeter@one", "catalog:acmegreeter@1.0.0.@");
  }

  @ParameterizedTest
  @MethodSource("sources")
  void aSourceThatIsNoneIsRefused(String source) throws Exception {
    open(TestDatabases.DERBY);

    assertThatThrownBy(() -> here.hot.plan(source)).isInstanceOf(Invalid.class);
  }

  static Stream<String> bad() {
    var sha256 = "0".repeat(64);
    var good =
        "{'catalog':'acme-all','issued':'2026-01-01T00:00:00Z','plugins':[{'id':'acmegreeter',"
            + "'version':'1.0.0','name':'Greeter','platform':'[1,2)','size':7,'sha256':'"
            + sha256
            + "','notes':{'en':'n','it':'n'},'url':'https://acme.example/p.jar'}]}";
    return Stream.of(
            "",
            "[]",
            "{}",
            good.replace("}]}", "}],'more':1}"),
            good.replace("acme-all", "another"),
            good.replace("2026-01-01T00:00:00Z", "yesterday"),
            good.replace("acmegreeter", "core"),
            good.replace("'1.0.0'", "'one'"),
            good.replace("'1.0.0'", "'1.0.0." + "q".repeat(100) + "'"),
            good.replace("[1,2)", "[2,1,0)"),
            good.replace("'size':7", "'size':0"),
            good.replace("'size':7", "'size':67108865"),
            good.replace(sha256, "0"),
            good.replace("'en':'n'", "'en':''"),
            good.replace("'it':'n'", "'it':'" + "n".repeat(2001) + "'"),
            good.replace("'name':'Greeter'", "'name':'Gree\\u0007ter'"),
            good.replace("https:", "http:"),
            good.replace("p.jar", "p.jar#x"),
            good.replace("//acme", "//joe:secret@acme"),
            good.replace("'url'", "'jar':'jars/x.jar','url'"),
            good.replace("'url':'https://acme.example/p.jar'", "'jar':'jars/missing.jar'"),
            good.replace("}]}", "}," + good.substring(good.indexOf("{'id'"))),
            good.replace("}]}", "}" + ("," + offer(good)).repeat(CatalogIndex.MAX_OFFERS) + "]}"))
        .map(json -> json.replace('\'', '"'));
  }

  private static String offer(String index) {
    return index.substring(index.indexOf("{'id'"), index.lastIndexOf("]"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void anIndexThatNobodyShouldBelieveIsRefused(String index) throws Exception {
    open(TestDatabases.DERBY);

    assertThatThrownBy(() -> load(new TestCatalog("acme-all", ISSUED).bytes(index)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("source");
    assertThat(offered()).isEmpty();
  }

  @Test
  void tooBig() throws Exception {
    open(TestDatabases.DERBY);
    var index = catalog(Duration.ZERO).index();

    assertThatThrownBy(() -> load(catalog(Duration.ZERO).bytes(index + " ".repeat(4 << 20))))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("4 MiB");
    assertThatThrownBy(() -> here.catalog.load(here.file(new byte[(64 << 20) + 1])))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("64 MiB");
  }

  @Test
  void aPluginIsNoCatalogAndACatalogIsNoPlugin() throws Exception {
    open(TestDatabases.DERBY);

    assertThatThrownBy(() -> here.catalog.load(here.file(jar("1.0.0"))))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("is no catalog");
    assertThatThrownBy(() -> here.hot.plan(here.file(acme.sign(catalog(Duration.ZERO).bytes()))))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("is no plugin");
  }

  @Test
  void whoMayNotMayNot() throws Exception {
    open(TestDatabases.DERBY);
    var file = here.file(acme.sign(catalog(Duration.ZERO).bytes()));
    here.platform.signIn(
        TestPlatform.principal(Principal.Kind.TECHNICIAN, "joe", "core.plugin.read"));
    assertThatThrownBy(() -> here.catalog.load(file)).isInstanceOf(Forbidden.class);
    assertThat(offered()).isEmpty();

    here.platform.signIn(TestPlatform.principal(Principal.Kind.TECHNICIAN, "jim"));
    assertThatThrownBy(() -> here.catalog.find(null, PageRequest.first()))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> here.catalog.updates(null)).isInstanceOf(Forbidden.class);
  }
}
