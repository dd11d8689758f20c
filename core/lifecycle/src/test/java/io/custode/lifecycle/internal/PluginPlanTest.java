// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.ApiJars.api;
import static io.custode.lifecycle.internal.ApiJars.ask;
import static io.custode.lifecycle.internal.ApiJars.bringing;
import static io.custode.lifecycle.internal.ApiJars.offer;
import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.access.Principal;
import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.plugin.CapabilityChange;
import io.custode.api.plugin.InstallChoice;
import io.custode.api.plugin.ModuleChange;
import io.custode.api.plugin.PlatformNeed;
import io.custode.api.plugin.PluginPlan;
import io.custode.persistence.TenantStore;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says, and that it is true. */
class PluginPlanTest {
  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;
  private static TestDatabase database;
  private static TenantStore store;
  private Installation here;

  @BeforeAll
  static void prepare() throws Exception {
    database = TestDatabases.DERBY.open();
    store = Installation.schema(database);
    acme = Publisher.named(keys, "acme");
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @BeforeEach
  void start() throws Exception {
    acme.trustIn(home, "acme");
    here = new Installation(home, database, store);
  }

  @AfterEach
  void stop() {
    here.close();
  }

  private String source(TestJar jar) throws Exception {
    return here.file(acme.sign(jar.bytes()));
  }

  private PluginPlan plan(TestJar jar) throws Exception {
    return here.hot.plan(source(jar));
  }

  private static TestJar module(String name, String version) {
    return new TestJar()
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", name + ";singleton:=true")
        .header("Bundle-Version", version)
        .entry("module.txt", name);
  }

  @Test
  void tellsWhatAFirstInstallWouldDo() throws Exception {
    var plan =
        plan(
            greeter("1.0.0")
                .header("Custode-Capabilities", "tables:provider, secret:acme.key")
                .entry(
                    "META-INF/custode/agent/probe.jar",
                    acme.sign(module("acmegreeter-probe", "1.0.0").bytes())));

    assertThat(plan.verb()).isEqualTo("install");
    assertThat(plan.start()).containsExactly("acme-acmegreeter");
    assertThat(plan.stop()).isEmpty();
    assertThat(plan.refresh()).isEmpty();
    assertThat(plan.capabilities())
        .isEqualTo(new CapabilityChange(List.of("secret:acme.key", "tables:provider"), List.of()));
    assertThat(plan.modules())
        .containsExactly(new ModuleChange("acmegreeter-probe", null, "1.0.0"));
    assertThat(plan.platform()).isEqualTo(new PlatformNeed("[1.0.0,2.0.0)", "1.0.0", true));
    assertThat(plan.refused()).isEmpty();
    assertThat(here.node.touched()).isEmpty();
  }

  @Test
  void tellsWhatAnUpdateAsksForNewlyAndNoMore() throws Exception {
    here.hot.install(
        source(
            greeter("1.0.0")
                .header("Custode-Capabilities", "tables:provider,secret:acme.key")
                .entry(
                    "META-INF/custode/agent/probe.jar",
                    acme.sign(module("acmegreeter-probe", "1.0.0").bytes()))
                .entry(
                    "META-INF/custode/agent/same.jar",
                    acme.sign(module("acmegreeter-same", "1.0.0").bytes()))
                .entry(
                    "META-INF/custode/agent/old.jar",
                    acme.sign(module("acmegreeter-old", "1.0.0").bytes()))));

    var plan =
        plan(
            greeter("1.1.0")
                .header("Custode-Capabilities", "secret:acme.key,tenants:all")
                .entry(
                    "META-INF/custode/agent/probe.jar",
                    acme.sign(module("acmegreeter-probe", "1.1.0").bytes()))
                .entry(
                    "META-INF/custode/agent/same.jar",
                    acme.sign(module("acmegreeter-same", "1.0.0").bytes()))
                .entry(
                    "META-INF/custode/agent/new.jar",
                    acme.sign(module("acmegreeter-new", "1.0.0").bytes())));

    assertThat(plan.verb()).isEqualTo("update");
    assertThat(plan.stop()).containsExactly("acme-acmegreeter");
    assertThat(plan.refresh()).containsExactly("acme-acmegreeter");
    assertThat(plan.capabilities())
        .isEqualTo(new CapabilityChange(List.of("tenants:all"), List.of("tables:provider")));
    assertThat(plan.modules())
        .containsExactly(
            new ModuleChange("acmegreeter-new", null, "1.0.0"),
            new ModuleChange("acmegreeter-old", "1.0.0", null),
            new ModuleChange("acmegreeter-probe", "1.0.0", "1.1.0"));
  }

  private static final String PING =
      "package acme; public class Ping { public Object run() throws Exception {"
          + " return new ProcessBuilder(\"ping\").start(); } }";

  @Test
  void refusesCodeThatReachesTooFar() throws Exception {
    var plugin = greeter("1.0.0");
    Compiled.of("acme/Ping", PING).forEach(plugin::entry);
    var source = source(plugin);

    assertThat(here.hot.plan(source).refused())
        .singleElement()
        .asString()
        .startsWith("acme.Ping.run starts or ends processes (java.lang.ProcessBuilder): do it on");
    assertThatThrownBy(() -> here.hot.install(source))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("acme.Ping.run starts or ends processes");
    assertThat(here.installed()).isEmpty();
    assertThat(here.platform.audited).anyMatch(entry -> entry.contains("acme.Ping.run"));
  }

  @Test
  void letsModulesDoWhatThePluginDeclares() throws Exception {
    var module = module("acmegreeter-ping", "1.0.0");
    Compiled.of("acme/Ping", PING).forEach(module::entry);
    var plugin =
        greeter("1.0.0").entry("META-INF/custode/agent/ping.jar", acme.sign(module.bytes()));

    assertThat(plan(plugin).refused())
        .singleElement()
        .asString()
        .startsWith("its endpoint module META-INF/custode/agent/ping.jar: acme.Ping.run starts")
        .endsWith("declare endpoint:processes");

    var declared = plan(plugin.header("Custode-Capabilities", "endpoint:processes"));
    assertThat(declared.refused()).isEmpty();
    assertThat(declared.capabilities().added()).containsExactly("endpoint:processes");
  }

  @Test
  void aJarThatSaysNothingHasItsPermissionsAndPages() throws Exception {
    var silent = greeter("1.0.0");
    assertThat(plan(silent).capabilities().added()).containsExactly("permission:*", "ui:*");

    here.hot.install(source(silent));

    assertThat(here.hot.planUninstall(GREETER).capabilities())
        .isEqualTo(new CapabilityChange(List.of(), List.of("permission:*", "ui:*")));
    var exact = greeter("1.1.0").header("Custode-Capabilities", "ui:nav.page");
    assertThat(plan(exact).capabilities())
        .isEqualTo(new CapabilityChange(List.of(), List.of("permission:*", "ui:*")));
    here.hot.install(source(exact));
  }

  @Test
  void refusesCapabilitiesThatNobodyKnows() throws Exception {
    assertThat(plan(greeter("1.0.0").header("Custode-Capabilities", "net:out")).refused())
        .singleElement()
        .asString()
        .startsWith("Custode-Capabilities has net:out, which this platform does not know");
  }

  @Test
  void restartsWhatItSaysAndNothingElse() throws Exception {
    here.hot.install(source(greeter("1.0.0")));
    here.node.touched().clear();
    var next = source(greeter("1.1.0"));
    var plan = here.hot.plan(next);
    assertThat(here.node.touched()).isEmpty();

    here.hot.install(next);

    assertThat(here.node.touched()).containsOnly(plan.start().toArray(String[]::new));
    here.node.touched().clear();
    var goes = here.hot.planUninstall(GREETER);
    assertThat(goes.verb()).isEqualTo("uninstall");
    assertThat(goes.stop()).containsExactly("acme-acmegreeter");
    assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");

    assertThat(here.hot.uninstall(GREETER)).isEqualTo(goes);
    assertThat(here.node.touched()).containsOnly(goes.stop().toArray(String[]::new));
  }

  @Test
  void tellsThatAnotherPlatformIsNeeded() throws Exception {
    var plan =
        plan(
            greeter("1.0.0")
                .header(
                    "Require-Capability",
                    "custode.platform;filter:=\"(&(version>=2.0.0)(!(version>=3.0.0)))\""));

    assertThat(plan.platform()).isEqualTo(new PlatformNeed("[2.0.0,3.0.0)", "1.0.0", false));
    assertThat(plan.refused()).singleElement().asString().contains("another version of the");
  }

  @Test
  void namesThePackageThatIsMissingAndWhoBringsIt() throws Exception {
    assertThat(plan(ask("1.0.0", "[1.0,2)")).refused())
        .singleElement()
        .asString()
        .startsWith("it needs the package acme.api (")
        .endsWith("which nothing here exports");

    here.hot.upload(
        new ByteArrayInputStream(acme.sign(offer("1.0.0", api("1.0.0"), "[1.0,1.1)").bytes())));

    assertThat(plan(ask("1.0.0", "[1.0,2)")).refused())
        .hasSize(2)
        .contains("install acmeoffer 1.0.0 first, which brings acme.api");
  }

  @Test
  void namesWhatACatalogHolds() throws Exception {
    here.catalog.load(
        here.file(
            acme.sign(
                new TestCatalog("acme-all", Instant.now())
                    .holds(
                        "acmeoffer",
                        "1.0.0",
                        "[1.0.0,2.0.0)",
                        acme.sign(offer("1.0.0", api("1.0.0"), "[1.0,1.1)").bytes()))
                    .bytes())));

    assertThat(plan(ask("1.0.0", "[1.0,2)")).refused())
        .hasSize(2)
        .contains("install acmeoffer 1.0.0 first, which brings acme.api");
  }

  /** Each is read once, and while others may change plugins. */
  @Test
  void whatWaitsIsReadOnceAndKeepsNobodyWaiting() throws Exception {
    here.hot.upload(
        new ByteArrayInputStream(acme.sign(offer("1.0.0", api("1.0.0"), "[1.0,1.1)").bytes())));
    var reads = new ArrayList<Boolean>();
    var check = new JarCheck(home.resolve("scratch"), Clock.systemUTC());
    var trusted = Trust.of(Set.of(acme.certificate()));
    var planner =
        new Planner(
            here.rows,
            here.plugins,
            here.schemas(),
            jar -> {
              reads.add(here.plugins.changing());
              return Optional.of(PluginJar.of(check.check(jar, trusted)));
            },
            publisher -> true);
    var asks = PluginJar.of(check.check(acme.sign(ask("1.0.0", "[1.0,2)").bytes()), trusted));

    for (int i = 0; i < 2; i++) {
      planner.prepare(asks);
      assertThat(here.plugins.alone(() -> planner.install(asks, InstallChoice.NOTHING)).refused())
          .contains("install acmeoffer 1.0.0 first, which brings acme.api");
    }

    assertThat(reads).containsExactly(false);
  }

  @Test
  void whoIsNotTrustedAnyMoreBringsNothing() throws Exception {
    var other = Publisher.named(keys, "gone");
    other.trustIn(home, "gone");
    here.hot.upload(
        new ByteArrayInputStream(other.sign(offer("1.0.0", api("1.0.0"), "[1.0,1.1)").bytes())));
    assertThat(plan(ask("1.0.0", "[1.0,2)")).refused()).hasSize(2);

    Files.delete(home.resolve("keys/publishers/gone.pem"));

    assertThat(plan(ask("1.0.0", "[1.0,2)")).refused()).hasSize(1);
  }

  @Test
  void namesTheVersionThatIsThereAndTheKeptOneThatWouldDo() throws Exception {
    here.hot.install(source(offer("1.0.0", api("1.0.0"), "[1.0,1.1)")));
    here.hot.install(source(offer("2.0.0", api("2.0.0"), "[2.0,2.1)")));

    assertThat(plan(ask("1.0.0", "[1.0,2)")).refused())
        .hasSize(2)
        .anySatisfy(
            why ->
                assertThat(why)
                    .contains("which nothing here exports in that version, only in 2.0.0"))
        .contains("install acmeoffer 1.0.0 first, which brings acme.api");
  }

  @Test
  void doesNotBelieveAnUploadOfAStranger() throws Exception {
    var stranger = Publisher.named(keys, "stranger");
    here.hot.upload(
        new ByteArrayInputStream(stranger.sign(offer("1.0.0", api("1.0.0"), "[1.0,1.1)").bytes())));

    assertThat(plan(ask("1.0.0", "[1.0,2)")).refused()).hasSize(1);
  }

  private static TestJar circular(String id, String version, String own, String other) {
    return bringing(id, version, api(id + "-api", "1.0.0", own + ";version=1.0.0"))
        .header("Import-Package", other + ";version=\"[1.0,2)\"");
  }

  @Test
  void namesPluginsThatNeedEachOther() throws Exception {
    here.hot.upload(
        new ByteArrayInputStream(
            acme.sign(circular("acmetwo", "1.0.0", "acme.two", "acme.one").bytes())));

    assertThat(plan(circular("acmeone", "1.0.0", "acme.one", "acme.two")).refused())
        .contains("plugins need each other in a circle: acmeone -> acmetwo -> acmeone");
  }

  @Test
  void refusesAnUpdateThatClosesACircle() throws Exception {
    here.hot.install(
        source(
            bringing("acmeone", "1.0.0", api("acmeone-api", "1.0.0", "acme.one;version=1.0.0"))));
    here.hot.install(source(circular("acmetwo", "1.0.0", "acme.two", "acme.one")));

    var plan = plan(circular("acmeone", "1.1.0", "acme.one", "acme.two"));

    assertThat(plan.refused())
        .containsExactly("plugins need each other in a circle: acmeone -> acmetwo -> acmeone");
  }

  @Test
  void refusesToImportFromAnotherPluginItself() throws Exception {
    here.hot.install(
        source(greeter("1.0.0").header("Export-Package", "acme.greeter;version=1.0.0")));

    assertThat(
            plan(TestJar.plugin("acmeother", "1.0.0").header("Import-Package", "acme.greeter"))
                .refused())
        .containsExactly(
            "it imports acme.greeter from the plugin acmegreeter itself, which has to bring it as"
                + " an API bundle");
  }

  @Test
  void refusesAnApiBundleWhosePackageSomebodyElseHas() throws Exception {
    here.node.install(
        new TestJar()
            .header("Bundle-ManifestVersion", "2")
            .header("Bundle-SymbolicName", "acme-lib")
            .header("Export-Package", "acme.api"));

    var source = source(offer("1.0.0", api("1.0.0"), "[1.0,1.1)"));
    assertThatThrownBy(() -> here.hot.install(source))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("its API bundle exports acme.api, as acme-lib does");
  }

  @Test
  void refusesTheSameVersionOfAnApiBundleWithOtherPackages() throws Exception {
    here.hot.install(source(offer("1.0.0", api("1.0.0"), "[1.0,1.1)")));

    assertThat(
            plan(bringing("acmetoo", "1.0.0", api("acme-api", "1.0.0", "acme.other;version=1.0.0")))
                .refused())
        .contains("there is another bundle acme-api 1.0.0 with other content");
  }

  @Test
  void isForThoseWhoMayInstall() throws Exception {
    here.hot.install(source(greeter("1.0.0")));
    here.platform.signIn(
        TestPlatform.principal(Principal.Kind.TECHNICIAN, "joe", "core.plugin.read"));

    assertThatThrownBy(() -> here.hot.planUninstall(GREETER)).isInstanceOf(Forbidden.class);
  }
}
