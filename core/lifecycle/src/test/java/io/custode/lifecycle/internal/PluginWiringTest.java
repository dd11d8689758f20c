// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.persistence.TenantStore;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

/** What others do to the framework, by Karaf's own means or any, does not reach a plugin. */
class PluginWiringTest {
  private static final int CYCLES = 20;
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

  private void install(TestJar jar) throws Exception {
    here.hot.install(here.file(acme.sign(jar.bytes())));
  }

  private Bundle stranger(String exports) throws Exception {
    return other("test:", "stranger" + System.nanoTime(), exports);
  }

  private Bundle other(String from, String name, String exports) throws Exception {
    var jar =
        new TestJar()
            .header("Bundle-ManifestVersion", "2")
            .header("Bundle-SymbolicName", name)
            .header("Export-Package", exports);
    var bundle =
        here.node.context().installBundle(from + name, new ByteArrayInputStream(jar.bytes()));
    bundle.start();
    return bundle;
  }

  private Bundle plugin() {
    return here.plugins.find(here.rows.find(GREETER).orElseThrow().location()).orElseThrow();
  }

  /** From whom the plugin has a package; nobody if it has none. */
  private List<Long> providers() {
    return plugin()
        .adapt(BundleWiring.class)
        .getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)
        .stream()
        .map(wire -> wire.getProvider().getBundle().getBundleId())
        .toList();
  }

  @Test
  void aSecondProviderOfThePlatformsPackagesIsNotUsed() throws Exception {
    stranger("javax.ws.rs;version=2.9.0");

    install(greeter("1.0.0").header("Import-Package", "javax.ws.rs;version=\"[2.1,3)\""));
    assertThat(providers()).containsExactly(0L);

    stranger("javax.ws.rs;version=2.9.1");
    here.plugins.alone(
        () -> {
          here.plugins.renew(List.of(plugin().getLocation()), List.of());
          return true;
        });
    assertThat(providers()).containsExactly(0L);
  }

  @Test
  void anOptionalImportIsNotFilledByAStranger() throws Exception {
    var imports = "acme.lib;resolution:=optional";
    install(greeter("1.0.0").header("Import-Package", imports));
    here.node.touched().clear();
    stranger("acme.lib;version=1.0.0");
    assertThat(providers()).isEmpty();
    assertThat(here.node.touched()).doesNotContain("acme-acmegreeter");

    install(greeter("1.1.0").header("Import-Package", imports));

    assertThat(providers()).isEmpty();
    assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
  }

  /** A name is no proof; where it came from is as good as what lies beside it. */
  @Test
  void whoIsOfThePlatformSaysWhereItLies() throws Exception {
    var imports = "acme.lib;resolution:=optional,acme.more;resolution:=optional";
    other("test:", "custode-lookalike", "acme.lib;version=1.0.0");
    var more = other(FelixNode.HOME, "custode-more", "acme.more;version=1.0.0");

    install(greeter("1.0.0").header("Import-Package", imports));

    assertThat(providers()).containsExactly(more.getBundleId());
  }

  @Test
  void thePlatformLiesWhereTheLifecycleDoes() throws Exception {
    assertThat(PluginWiring.home(at("mvn:io.custode/custode-lifecycle/0.2.0")))
        .contains("mvn:io.custode/");
    assertThat(
            PluginWiring.home(
                at(
                    "reference:file:io/custode/custode-lifecycle/0.2.0/custode-lifecycle-0.2.0.jar")))
        .contains("reference:file:io/custode/");
    assertThat(PluginWiring.home(at("file:/tmp/some.jar"))).isEmpty();
  }

  private Bundle at(String location) throws Exception {
    var jar =
        new TestJar()
            .header("Bundle-ManifestVersion", "2")
            .header("Bundle-SymbolicName", "custode-lifecycle")
            .header("Bundle-Version", "0." + System.nanoTime() % 1_000_000);
    return here.node.context().installBundle(location, new ByteArrayInputStream(jar.bytes()));
  }

  @Test
  void aLibraryThatOnlyAStrangerHasIsUsedIfItIsNeeded() throws Exception {
    var library = stranger("acme.lib;version=1.0.0");

    install(greeter("1.0.0").header("Import-Package", "acme.lib"));

    assertThat(providers()).containsExactly(library.getBundleId());
  }

  @Test
  void aPluginThatDidNotComeThroughTheLifecycleDoesNotRun() throws Exception {
    var bypassing = here.node.install(greeter("1.0.0"));

    assertThatThrownBy(bypassing::start).isInstanceOf(BundleException.class);

    assertThat(here.node.greets()).isFalse();
    bypassing.uninstall();
    install(greeter("1.0.0"));
    assertThat(here.node.greets()).isTrue();
  }

  @Test
  void whoeverStopsItItRuns() throws Exception {
    install(greeter("1.0.0"));

    plugin().stop();

    await().untilAsserted(this::runs);
  }

  @Test
  void whoeverUninstallsItItComesBack() throws Exception {
    install(greeter("1.0.0"));

    plugin().uninstall();

    await().ignoreExceptions().untilAsserted(this::runs);
  }

  @Test
  void whoeverReplacesItsContentItIsTheOneThatWasChecked() throws Exception {
    install(greeter("1.0.0"));
    var id = plugin().getBundleId();

    plugin()
        .update(
            new ByteArrayInputStream(
                greeter("1.0.0").header("Bundle-Description", "forged").bytes()));

    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(plugin().getBundleId()).isNotEqualTo(id);
              assertThat(plugin().getHeaders("").get("Bundle-Description")).isNull();
              runs();
            });
  }

  private void runs() {
    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
    assertThat(here.node.greets()).isTrue();
  }

  @Test
  void remembersNothingOfWhatIsGone() throws Exception {
    var loaders = new ArrayList<WeakReference<ClassLoader>>();
    for (int i = 0; i < CYCLES; i++) {
      install(ApiJars.offer("1.0.0", ApiJars.api("1.0.0"), "[1.0,1.1)"));
      install(ApiJars.ask("1.0.0", "[1.0,2)"));
      for (var location : here.node.plugins()) {
        loaders.add(loader(here.plugins.find(location).orElseThrow()));
      }
      for (var location : here.plugins.apiLocations()) {
        loaders.add(loader(here.plugins.find(location).orElseThrow()));
      }
      here.hot.uninstall(ApiJars.ASK);
      here.hot.uninstall(ApiJars.OFFER);
    }

    assertThat(loaders).hasSize(3 * CYCLES);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loaders.stream().map(WeakReference::get).filter(Objects::nonNull))
                  .isEmpty();
            });
  }

  private static WeakReference<ClassLoader> loader(Bundle bundle) {
    return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
  }
}
