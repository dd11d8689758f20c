// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import acme.greeter.Broken;
import acme.greeter.Greeter;
import io.custode.api.access.Principal;
import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.error.NotFound;
import io.custode.api.error.Unavailable;
import io.custode.api.plugin.InstalledPlugin;
import io.custode.api.plugin.PluginId;
import io.custode.persistence.TenantStore;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class HotPluginsTest {
  static final PluginId GREETER = PluginId.of("acmegreeter");
  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;
  private static Publisher renewed;
  private static Publisher other;
  private static TestDatabase database;
  private static TenantStore store;
  private Installation here;

  @BeforeAll
  static void prepare() throws Exception {
    database = TestDatabases.DERBY.open();
    store = Installation.schema(database);
    acme = Publisher.named(keys, "acme");
    renewed = Publisher.renewed(keys, "acme");
    other = Publisher.named(keys, "other");
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @BeforeEach
  void start() throws Exception {
    acme.trustIn(home, "acme");
    renewed.trustIn(home, "renewed");
    other.trustIn(home, "other");
    here = new Installation(home, database, store);
  }

  @AfterEach
  void stop() {
    here.close();
  }

  /** A plugin with a REST resource and no needs but the platform. */
  static TestJar greeter(String version) {
    return TestJar.plugin("acmegreeter", version)
        .type(Greeter.class)
        .header("Service-Component", "OSGI-INF/greeter.xml")
        .entry(
            "OSGI-INF/greeter.xml",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="greeter">
              <implementation class="acme.greeter.Greeter"/>
              <property name="osgi.jaxrs.resource" type="Boolean" value="true"/>
              <service><provide interface="java.util.function.Supplier"/></service>
            </scr:component>
            """);
  }

  private static TestJar wanting(String version) {
    return greeter(version)
        .entry(
            "OSGI-INF/greeter.xml",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="greeter">
              <implementation class="acme.greeter.Greeter"/>
              <service><provide interface="java.util.function.Supplier"/></service>
              <reference name="m" interface="acme.Missing" target="(x=y)" bind="bind"/>
            </scr:component>
            """);
  }

  static TestJar broken(String version) {
    return greeter(version)
        .type(Broken.class)
        .entry(
            "OSGI-INF/greeter.xml",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0"
                name="greeter" immediate="true">
              <implementation class="acme.greeter.Broken"/>
            </scr:component>
            """);
  }

  private String source(TestJar jar) throws Exception {
    return here.file(acme.sign(jar.bytes()));
  }

  private InstalledPlugin install(TestJar jar) throws Exception {
    return here.hot.install(source(jar));
  }

  @Test
  void comesAndGoesAndTouchesNobodyElse() throws Exception {
    var plugin = install(greeter("1.0.0"));

    assertThat(plugin.state()).isEqualTo(InstalledPlugin.State.ACTIVE);
    assertThat(plugin.publisher()).isEqualTo(Fingerprint.of(acme.certificate().getEncoded()));
    assertThat(here.node.greets()).isTrue();
    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
    assertThat(here.gate.told).containsExactly("hold", "drain", "published 1", "open");

    here.gate.told.clear();
    var plan = here.hot.uninstall(GREETER);

    assertThat(plan.stop()).containsExactly("acme-acmegreeter");
    assertThat(here.node.greets()).isFalse();
    assertThat(here.node.plugins()).isEmpty();
    assertThat(here.installed()).isEmpty();
    assertThat(here.gate.told).containsExactly("hold", "drain", "open");
    assertThat(here.node.touched()).containsOnly("acme-acmegreeter");
    assertThat(here.platform.published()).containsExactly("PluginInstalled", "PluginUninstalled");
    assertThat(here.platform.audited)
        .containsExactly(
            "boss core.plugin.install plugin/acmegreeter",
            "boss core.plugin.uninstall plugin/acmegreeter");
  }

  @Test
  void plansWithoutChangingAnything() throws Exception {
    var plan = here.hot.plan(source(greeter("1.0.0")));

    assertThat(plan.verb()).isEqualTo("install");
    assertThat(plan.start()).containsExactly("acme-acmegreeter");
    assertThat(plan.stop()).isEmpty();
    assertThat(plan.refused()).isEmpty();
    assertThat(here.node.touched()).isEmpty();
    assertThat(here.installed()).isEmpty();
  }

  @Test
  void needsThePermission() throws Exception {
    var source = source(greeter("1.0.0"));
    here.platform.signIn(
        TestPlatform.principal(Principal.Kind.TECHNICIAN, "joe", "core.plugin.read"));

    assertThat(here.hot.list()).isEmpty();
    assertThatThrownBy(() -> here.hot.plan(source)).isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> here.hot.upload(new ByteArrayInputStream(new byte[1])))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> here.hot.rollback(GREETER, null)).isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> here.hot.install(source)).isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> here.hot.uninstall(GREETER)).isInstanceOf(Forbidden.class);
    assertThat(here.node.touched()).isEmpty();
  }

  @Test
  void saysThatItIsThere() throws Exception {
    install(greeter("1.0.0"));

    assertConflict("already-installed", () -> install(greeter("1.0.0").entry("more", "more")));
    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
  }

  @Test
  void installsOnceOfTwoAtOnce() throws Exception {
    var source = source(greeter("1.0.0"));
    var two = Executors.newFixedThreadPool(2);
    try {
      Callable<Object> install = () -> here.hot.install(source);
      int done = 0;
      for (var future : two.invokeAll(List.of(install, install))) {
        try {
          future.get();
          done++;
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(Conflict.class);
        }
      }
      assertThat(done).isEqualTo(1);
    } finally {
      two.shutdownNow();
    }
    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
  }

  @Test
  void uninstallsOnlyWhatIsThere() {
    assertThatThrownBy(() -> here.hot.uninstall(GREETER)).isInstanceOf(NotFound.class);
  }

  @Test
  void anIdBelongsToItsFirstPublisher() throws Exception {
    install(greeter("1.0.0"));
    var stolen = here.file(other.sign(greeter("1.1.0").bytes()));

    assertRefused("belongs to another publisher", () -> here.hot.install(stolen));
    here.hot.uninstall(GREETER);
    assertRefused("belongs to another publisher", () -> here.hot.install(stolen));

    here.hot.install(here.file(renewed.sign(greeter("1.1.0").bytes())));
    assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
  }

  @Test
  void replacesAVersion() throws Exception {
    install(greeter("1.0.0"));
    here.gate.told.clear();

    var plan = here.hot.plan(source(greeter("1.1.0")));
    assertThat(plan.verb()).isEqualTo("update");
    assertThat(plan.stop()).containsExactly("acme-acmegreeter");
    install(greeter("1.1.0"));

    assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
    assertThat(here.node.plugins()).hasSize(1).first().asString().contains(":1.1.0:");
    assertThat(here.gate.told).containsExactly("hold", "drain", "published 1", "open");
    assertThat(here.node.touched()).containsOnly("acme-acmegreeter");
  }

  @Test
  void keepsTheOldVersionIfTheNewOneDoesNotWork() throws Exception {
    install(greeter("1.0.0"));

    assertFails("broken on purpose", () -> install(broken("1.1.0")));

    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
    assertThat(here.node.plugins()).hasSize(1).first().asString().contains(":1.0.0:");
    assertThat(here.node.greets()).isTrue();
    assertThat(here.gate.told).endsWith("open");
  }

  @Test
  void keepsTheOldVersionIfTheCallerGoesAway() throws Exception {
    install(greeter("1.0.0"));
    var source = source(greeter("1.1.0"));
    here.gate.interruptsOnce = true;

    assertFails("not published", () -> here.hot.install(source));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
    assertThat(here.node.greets()).isTrue();
  }

  @Test
  void takesOutWhatLacksSomething() {
    assertFails("acme.Missing (x=y)", () -> install(wanting("1.0.0")));
    assertNothingChanged();
  }

  @Test
  void takesOutWhatCannotBeMade() {
    assertFails("broken on purpose", () -> install(broken("1.0.0")));
    assertNothingChanged();
  }

  @Test
  void takesOutWhatIsNotPublished() {
    here.gate.publishes = false;

    assertFails("not published", () -> install(greeter("1.0.0")));
    assertNothingChanged();
  }

  @Test
  void takesItOutIfItCannotBeWrittenDown() {
    here.store.away = true;

    assertThatThrownBy(() -> install(greeter("1.0.0"))).isInstanceOf(Unavailable.class);
    assertNothingChanged();
  }

  @Test
  void staysIfItsUninstallCannotBeWrittenDown() throws Exception {
    install(greeter("1.0.0"));
    here.store.away = true;

    assertThatThrownBy(() -> here.hot.uninstall(GREETER)).isInstanceOf(Unavailable.class);

    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
    assertThat(here.node.greets()).isTrue();
  }

  @Test
  void refusesAnotherPlatform() {
    assertRefused(
        "another version of the platform: it needs (version>=2.0.0), here is {version=1.0.0}",
        () ->
            install(
                greeter("1.0.0")
                    .header(
                        "Require-Capability", "custode.platform;filter:=\"(version>=2.0.0)\"")));
    assertNothingChanged();
  }

  @Test
  void refusesWhatLacksAPackage() {
    assertRefused(
        "it needs the package acme.missing, which nothing here exports",
        () -> install(greeter("1.0.0").header("Import-Package", "acme.missing")));
    assertNothingChanged();
  }

  @Test
  void resolvesAgainstWhatIsThere() throws Exception {
    install(
        greeter("1.0.0")
            .header("Import-Package", "javax.ws.rs;version=\"[2.1,3)\"")
            .header(
                "Require-Capability",
                "osgi.implementation;filter:=\"(&(osgi.implementation=osgi.jaxrs)(version>=1.0.0))\","
                    + "osgi.extender;filter:=\"(osgi.extender=osgi.component)\","
                    + "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\""));

    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
  }

  @Test
  void refusesAPackageThatSomebodyExports() throws Exception {
    here.node.install(bundle("acme-lib").header("Export-Package", "acme.lib"));

    assertRefused(
        "acme.lib, as acme-lib does",
        () -> install(greeter("1.0.0").header("Export-Package", "acme.lib")));
  }

  @Test
  void refusesAPackageThatSomebodyWouldLike() throws Exception {
    here.node
        .install(bundle("acme-user").header("Import-Package", "acme.lib;resolution:=optional"))
        .start();

    assertRefused(
        "acme-user imports optionally",
        () -> install(greeter("1.0.0").header("Export-Package", "acme.lib")));
  }

  @Test
  void refusesTheNameOfAnotherBundle() throws Exception {
    here.node.install(bundle("acme-acmegreeter"));

    assertRefused("another bundle named", () -> install(greeter("1.0.0")));
  }

  @Test
  void staysAsLongAsSomebodyUsesIt() throws Exception {
    install(greeter("1.0.0").header("Export-Package", "acme.greeter"));
    var user = here.node.install(bundle("acme-user").header("Import-Package", "acme.greeter"));
    user.start();

    assertRefused("acme-user uses it", () -> here.hot.uninstall(GREETER));
    assertRefused(
        "acme-user uses what is installed",
        () -> install(greeter("1.1.0").header("Export-Package", "acme.greeter")));
    assertThat(here.node.greets()).isTrue();
    assertThat(user.getState()).isEqualTo(Bundle.ACTIVE);
  }

  private static TestJar bundle(String name) {
    return new TestJar().header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", name);
  }

  private void assertNothingChanged() {
    assertThat(here.node.plugins()).isEmpty();
    assertThat(here.node.greets()).isFalse();
    assertThat(here.installed()).isEmpty();
    assertThat(here.platform.published()).doesNotContain("PluginInstalled");
    if (!here.gate.told.isEmpty()) {
      assertThat(here.gate.told).endsWith("open");
    }
  }

  private static void assertFails(String part, ThrowingCallable call) {
    assertProblem("plugin-does-not-work", part, call);
  }

  private static void assertRefused(String part, ThrowingCallable call) {
    assertProblem("plugin-refused", part, call);
  }

  private static void assertConflict(String name, ThrowingCallable call) {
    assertProblem(name, "", call);
  }

  private static void assertProblem(String name, String part, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict -> {
              assertThat(conflict.name()).as(conflict.what()).isEqualTo(name);
              assertThat(conflict.what()).contains(part);
              assertThat(conflict.todo()).isNotBlank();
            });
  }
}
