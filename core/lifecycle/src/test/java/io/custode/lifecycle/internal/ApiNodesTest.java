// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.ApiBundlesTest.apis;
import static io.custode.lifecycle.internal.ApiBundlesTest.heard;
import static io.custode.lifecycle.internal.ApiJars.ASK;
import static io.custode.lifecycle.internal.ApiJars.OFFER;
import static io.custode.lifecycle.internal.ApiJars.READ;
import static io.custode.lifecycle.internal.ApiJars.api;
import static io.custode.lifecycle.internal.ApiJars.ask;
import static io.custode.lifecycle.internal.ApiJars.bringing;
import static io.custode.lifecycle.internal.ApiJars.offer;
import static io.custode.lifecycle.internal.ApiJars.read;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import acme.offer.Hello;
import io.custode.api.error.Conflict;
import io.custode.api.plugin.InstallChoice;
import io.custode.api.plugin.PluginId;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

/** Two nodes change plugins with an API between them; the second has not followed yet. */
class ApiNodesTest {
  private static final PluginId TOO = PluginId.of("acmetoo");

  @TempDir static Path keys;
  @TempDir Path home;
  @TempDir Path second;
  private static Publisher acme;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  private interface Work {
    void on(Installation one, Installation two) throws Exception;
  }

  /** On both there is a provider. Neither follows by itself. */
  private void with(Work work) throws Exception {
    acme.trustIn(home, "acme");
    acme.trustIn(second, "acme");
    try (var database = TestDatabases.POSTGRESQL.open()) {
      var store = Installation.schema(database);
      try (var one = new Installation(home, database, store);
          var two = new Installation(second, database, store)) {
        one.start.stop();
        two.start.stop();
        install(one, offer("1.0.0", api("1.0.0"), "[1.0,1.1)"));
        two.follow();
        work.on(one, two);
      }
    }
  }

  private static void install(Installation here, TestJar jar, PluginId... approved)
      throws Exception {
    here.hot.install(source(here, jar), new InstallChoice(false, Set.of(approved)));
  }

  private static String source(Installation here, TestJar jar) throws Exception {
    return here.file(acme.sign(jar.bytes()));
  }

  @Test
  void whatAnotherNodeInstalledIsNamedBeforeThisOneHasIt() throws Exception {
    with(
        (one, two) -> {
          install(one, ask("1.0.0", "[1.0,2)"));
          install(one, read("1.0.0", "[1.0,1.1)"));
          assertThat(two.node.plugins()).hasSize(1);

          assertThat(two.hot.planUninstall(OFFER).refused())
              .containsExactly(
                  "the plugin acmeask needs its acme-api",
                  "the plugin acmeread needs its acme-api");
          assertThatThrownBy(() -> two.hot.uninstall(OFFER)).isInstanceOf(Conflict.class);
          var step =
              two.hot.plan(source(two, offer("1.1.0", api("1.1.0"), "[1.1,1.2)"))).api().get(0);
          assertThat(step.restarts()).containsExactly(ASK);
          assertThat(step.leaves()).containsExactly(READ);
          assertThatThrownBy(() -> install(two, offer("1.1.0", api("1.1.0"), "[1.1,1.2)")))
              .isInstanceOf(Conflict.class)
              .hasMessageContaining("--approve acmeask");

          install(two, offer("1.1.0", api("1.1.0"), "[1.1,1.2)"), ASK, READ);

          one.follow();
          two.follow();
          for (var node : List.of(one, two)) {
            assertThat(heard(node, ASK)).isEqualTo("hello");
            assertThat(heard(node, READ)).isEqualTo("acme.api.Greeting");
            assertThat(apis(node)).containsExactly("1.0.0", "1.1.0");
          }
        });
  }

  @Test
  void whatDoesNotWorkLeavesAlsoThoseAloneThatAreNotHereYet() throws Exception {
    with(
        (one, two) -> {
          install(one, ask("1.0.0", "[1.0,2)"));
          var broken =
              offer("1.1.0", api("1.1.0"), "[1.1,1.2)")
                  .entry(
                      "OSGI-INF/hello.xml",
                      """
                      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="lacks">
                        <implementation class="acme.offer.Hello"/>
                        <reference name="none" interface="acme.offer.None"/>
                      </scr:component>
                      """);

          assertThatThrownBy(() -> install(two, broken, ASK))
              .isInstanceOf(Conflict.class)
              .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());

          two.follow();
          assertThat(heard(two, ASK)).isEqualTo("hello");
          assertThat(wiredTo(two, ASK)).isEqualTo("1.0.0");
        });
  }

  @Test
  void aServiceThatAnotherNodesInstallNeedsStays() throws Exception {
    with(
        (one, two) -> {
          install(one, greeter("1.0.0").header("Provide-Capability", SafeUninstallTest.OFFERS));
          two.follow();
          install(one, SafeUninstallTest.calling("acmecall", ""));

          assertThat(two.hot.planUninstall(HotPluginsTest.GREETER).refused())
              .containsExactly("the plugin acmecall needs a service of it");
        });
  }

  @Test
  void whatAnotherNodeTookOutIsNotBuiltOn() throws Exception {
    with(
        (one, two) -> {
          one.hot.uninstall(OFFER);
          assertThat(apis(two)).containsExactly("1.0.0");

          assertThatThrownBy(() -> install(two, ask("1.0.0", "[1.0,2)")))
              .isInstanceOf(Conflict.class)
              .hasMessageContaining("it needs the package acme.api");

          // who brings it himself finds his own, whose bytes may be others
          var other = api("1.0.0").entry("acme/built.txt", "another day");
          install(two, bringing("acmetoo", "1.0.0", other));
          install(two, read("1.0.0", "[1.0,2)"));
          two.follow();
          assertThat(heard(two, READ)).isEqualTo("acme.api.Greeting");
        });
  }

  @Test
  void changesThatShareAnApiExcludeEachOther() throws Exception {
    with(
        (one, two) -> {
          install(one, read("1.0.0", "[1.0,2)"));
          two.follow();
          var changing = source(two, ask("1.0.0", "[1.0,2)"));
          var other = source(two, greeter("1.0.0"));
          var seen = new CompletableFuture<Void>();
          one.gate.onHold =
              () -> {
                if (!seen.isDone()) {
                  assertThatThrownBy(() -> two.hot.install(changing))
                      .isInstanceOfSatisfying(
                          Conflict.class,
                          e -> {
                            assertThat(e.name()).isEqualTo("plugin-changing");
                            assertThat(e.what()).contains("share an API with this one");
                          });
                  assertThatThrownBy(() -> two.hot.uninstall(READ))
                      .hasMessageContaining("share an API with this one");
                  two.hot.install(other);
                  seen.complete(null);
                }
              };

          install(one, offer("1.0.1", api("1.0.0"), "[1.0,1.1)"));

          assertThat(seen).isCompleted();
          assertThat(two.installed())
              .contains("acmegreeter 1.0.0 ACTIVE", "acmeread 1.0.0 ACTIVE")
              .noneMatch(plugin -> plugin.startsWith("acmeask"));
          two.hot.install(changing);
          two.hot.uninstall(READ);
        });
  }

  /** It is new here, and who uses the API is wired to somebody else's. */
  @Test
  void aSecondBringerWiresAnewOnTheOtherNodeToo() throws Exception {
    with(
        (one, two) -> {
          install(one, ask("1.0.0", "[1.0,2)"));
          two.follow();
          assertThat(heard(two, ASK)).isEqualTo("hello");
          var next =
              bringing("acmetoo", "1.0.0", api("1.1.0"))
                  .type(Hello.class)
                  .header("Import-Package", "acme.api;version=\"[1.1,1.2)\"")
                  .header("Service-Component", "OSGI-INF/hello.xml")
                  .entry(
                      "OSGI-INF/hello.xml",
                      """
                      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="too">
                        <implementation class="acme.offer.Hello"/>
                        <service><provide interface="acme.api.Greeting"/></service>
                      </scr:component>
                      """);
          install(one, next, ASK, OFFER);
          var wired = wiredTo(one, ASK);
          assertThat(wired).isEqualTo("1.1.0");
          two.gate.holds.clear();

          two.follow();

          assertThat(two.gate.holds).contains(ASK, TOO).noneMatch(two.gate::isHeld);
          assertThat(wiredTo(two, ASK)).isEqualTo("1.1.0");
          assertThat(heard(two, ASK)).isEqualTo("hello");
          two.node.touched().clear();
          two.follow();
          assertThat(two.node.touched()).as("once is enough").isEmpty();
        });
  }

  /** Version of the API bundle that a plugin is wired to. */
  private static String wiredTo(Installation here, PluginId plugin) {
    return here.plugins
        .find(here.rows.find(plugin).orElseThrow().location())
        .orElseThrow()
        .adapt(BundleWiring.class)
        .getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)
        .get(0)
        .getProvider()
        .getBundle()
        .getVersion()
        .toString();
  }
}
