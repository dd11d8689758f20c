// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.ApiJars.ASK;
import static io.custode.lifecycle.internal.ApiJars.OFFER;
import static io.custode.lifecycle.internal.ApiJars.READ;
import static io.custode.lifecycle.internal.ApiJars.api;
import static io.custode.lifecycle.internal.ApiJars.ask;
import static io.custode.lifecycle.internal.ApiJars.offer;
import static io.custode.lifecycle.internal.ApiJars.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.plugin.ApiStep;
import io.custode.api.plugin.InstallChoice;
import io.custode.api.plugin.PluginId;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;

/** Plugins with an API bundle between them, in a real framework. */
class ApiBundlesTest {
  private static final InstallChoice BOTH = agreed(ASK, READ);
  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  private void with(TestDatabases kind, Installation.Work work) throws Exception {
    Installation.with(kind, home, acme, work);
  }

  private static InstallChoice agreed(PluginId... others) {
    return new InstallChoice(false, Set.of(others));
  }

  private static void install(Installation here, TestJar jar) throws Exception {
    install(here, jar, InstallChoice.NOTHING);
  }

  private static void install(Installation here, TestJar jar, InstallChoice choice)
      throws Exception {
    here.hot.install(source(here, jar), choice);
  }

  private static String source(Installation here, TestJar jar) throws Exception {
    return here.file(acme.sign(jar.bytes()));
  }

  private static void assertRefused(String part, Installation here, TestJar jar) throws Exception {
    var source = source(here, jar);
    assertThatThrownBy(() -> here.hot.install(source))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining(part);
  }

  /** What a plugin that asks hears; null if it does not work. */
  static String heard(Installation here, PluginId plugin) throws Exception {
    var context = here.node.context();
    var found = context.getServiceReferences(Supplier.class.getName(), "(plugin=" + plugin + ")");
    return found == null
        ? null
        : String.valueOf(((Supplier<?>) context.getService(found[0])).get());
  }

  private static Bundle bundle(Installation here, PluginId plugin) {
    return here.plugins.find(here.rows.find(plugin).orElseThrow().location()).orElseThrow();
  }

  static List<String> apis(Installation here) {
    return here.plugins.apiLocations().stream()
        .map(location -> location.split(":", 4)[2])
        .sorted()
        .toList();
  }

  private static void begin(Installation here) throws Exception {
    install(here, offer("1.0.0", api("1.0.0"), "[1.0,1.1)"));
    install(here, ask("1.0.0", "[1.0,2)"));
    install(here, read("1.0.0", "[1.0,2)"));
    assertThat(heard(here, ASK)).isEqualTo("hello");
    assertThat(heard(here, READ)).isEqualTo("acme.api.Greeting");
    assertThat(apis(here)).containsExactly("1.0.0");
    here.node.touched().clear();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theSameApiAgainRestartsNobody(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          begin(here);
          var rebuilt = api("1.0.0").header("Bundle-Version", "1.0.7").entry("built", "later");

          var plan = here.hot.plan(source(here, offer("1.1.0", rebuilt, "[1.0,1.1)")));
          here.gate.told.clear();
          install(here, offer("1.1.0", rebuilt, "[1.0,1.1)"));

          assertThat(plan.refused()).isEmpty();
          // who calls it waits with it
          assertThat(here.gate.told.stream().filter("hold"::equals)).hasSize(2);
          assertThat(plan.api())
              .containsExactly(
                  new ApiStep("acme-api", "1.0.0", "1.0.0", List.of(), List.of(), List.of()));
          assertThat(here.node.touched()).containsOnly("acme-acmeoffer");
          assertThat(heard(here, ASK)).isEqualTo("hello");
          assertThat(apis(here)).containsExactly("1.0.0");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aCompatibleOneRestartsNobodyWhoMeetsNoService(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          install(here, offer("1.0.0", api("1.0.0"), "[1.0,1.1)"));
          install(here, read("1.0.0", "[1.0,2)"));
          here.node.touched().clear();

          var next = offer("1.1.0", api("1.1.0"), "[1.1,1.2)");
          assertThat(here.hot.plan(source(here, next)).api())
              .containsExactly(
                  new ApiStep("acme-api", "1.0.0", "1.1.0", List.of(), List.of(), List.of(READ)));
          install(here, next);

          assertThat(here.node.touched()).containsOnly("acme-acmeoffer", "acme-api");
          assertThat(heard(here, READ)).isEqualTo("acme.api.Greeting");
          assertThat(apis(here)).containsExactly("1.0.0", "1.1.0");

          here.hot.uninstall(READ);
          assertThat(apis(here)).containsExactly("1.1.0");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoMeetsAServiceIsNamedAndRestartedOnceThatIsAgreedTo(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          begin(here);
          var next = offer("1.1.0", api("1.1.0"), "[1.1,1.2)");
          var reader = bundle(here, READ).getLastModified();

          assertRefused("the plugin acmeask would be restarted", here, next);
          assertThat(here.node.touched()).isEmpty();
          assertThat(here.platform.audited)
              .anyMatch(entry -> entry.contains("refused core.plugin.install plugin/acmeoffer"));

          var plan = here.hot.plan(source(here, next), agreed(ASK));
          assertThat(plan.refused()).isEmpty();
          assertThat(plan.start()).containsExactly("acme-acmeoffer", "acme-acmeask");
          assertThat(plan.stop()).containsExactly("acme-acmeoffer", "acme-acmeask");
          assertThat(plan.api())
              .containsExactly(
                  new ApiStep(
                      "acme-api", "1.0.0", "1.1.0", List.of(ASK), List.of(), List.of(READ)));
          here.gate.told.clear();
          install(here, next, agreed(ASK));

          assertThat(heard(here, ASK)).isEqualTo("hello");
          assertThat(here.node.touched())
              .containsOnly("acme-acmeoffer", "acme-acmeask", "acme-api");
          assertThat(bundle(here, READ).getLastModified()).isEqualTo(reader);
          assertThat(here.gate.told.stream().filter("hold"::equals)).hasSize(2);

          here.restart("another-disk", false);
          assertThat(heard(here, ASK)).isEqualTo("hello");
          assertThat(heard(here, READ)).isEqualTo("acme.api.Greeting");
          assertThat(apis(here)).containsExactly("1.0.0", "1.1.0");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anIncompatibleOneNamesWhoIsLeftBehind(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          begin(here);
          var next = offer("2.0.0", api("2.0.0"), "[2.0,2.1)");

          assertRefused("the plugin acmeask does not accept acme-api 2.0.0", here, next);
          assertRefused("the plugin acmeread does not accept acme-api 2.0.0", here, next);
          assertThat(heard(here, ASK)).isEqualTo("hello");
          assertThat(here.node.touched()).isEmpty();

          install(here, next, BOTH);
          assertThat(here.installed())
              .contains("acmeoffer 2.0.0 ACTIVE", "acmeask 1.0.0 FAILED", "acmeread 1.0.0 ACTIVE");
          assertThat(here.node.touched()).containsOnly("acme-acmeoffer", "acme-api");
          assertThat(heard(here, READ)).isEqualTo("acme.api.Greeting");

          install(here, ask("2.0.0", "[2.0,3)"));
          assertThat(heard(here, ASK)).isEqualTo("hello");
          install(here, read("2.0.0", "[2.0,3)"));
          assertThat(apis(here)).containsExactly("2.0.0");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatDoesNotWorkWithItPutsAllBack(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          begin(here);
          // it brings the next API and no service any more
          var silent = ApiJars.bringing("acmeoffer", "1.1.0", api("1.1.0"));
          var source = source(here, silent);

          assertThatThrownBy(() -> here.hot.install(source, BOTH))
              .isInstanceOf(Conflict.class)
              .hasMessageContaining("acmeask does not work with it");

          assertThat(here.installed())
              .containsExactly(
                  "acmeask 1.0.0 ACTIVE", "acmeoffer 1.0.0 ACTIVE", "acmeread 1.0.0 ACTIVE");
          assertThat(heard(here, ASK)).isEqualTo("hello");
          assertThat(apis(here)).containsExactly("1.0.0");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theWayBackIsTheSame(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          begin(here);
          install(here, offer("1.1.0", api("1.1.0"), "[1.1,1.2)"), agreed(ASK));
          here.hot.uninstall(READ);

          assertThatThrownBy(() -> here.hot.rollback(OFFER, null))
              .hasMessageContaining("the plugin acmeask would be restarted");
          here.hot.rollback(OFFER, null, agreed(ASK));

          assertThat(heard(here, ASK)).isEqualTo("hello");
          assertThat(apis(here)).containsExactly("1.0.0");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatOthersNeedStays(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          begin(here);

          assertThat(here.hot.planUninstall(OFFER).refused())
              .containsExactly(
                  "the plugin acmeask needs its acme-api",
                  "the plugin acmeread needs its acme-api",
                  "the plugin acmeask needs a service of it");
          assertThatThrownBy(() -> here.hot.uninstall(OFFER))
              .hasMessageContaining("the plugin acmeask needs its acme-api");
          assertThat(here.node.touched()).isEmpty();

          here.hot.uninstall(ASK);
          here.hot.uninstall(READ);
          assertThat(here.hot.planUninstall(OFFER).refresh())
              .containsExactly("acme-acmeoffer", "acme-api");
          here.hot.uninstall(OFFER);
          assertThat(apis(here)).isEmpty();
          assertThat(jars(here)).isZero();
        });
  }

  /** Whether its component has the service, or one at all, is not the question. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoOnlyDeclaresThatItUsesAServiceCounts(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          install(here, offer("1.0.0", api("1.0.0"), "[1.0,1.1)"));
          install(here, ApiJars.wish("1.0.0", "[1.0,2)"));
          install(here, ApiJars.waiting("1.0.0", "[1.0,2)"));
          here.gate.holds.clear();

          install(here, offer("1.1.0", api("1.0.0"), "[1.0,1.1)"));

          assertThat(here.gate.holds)
              .containsExactlyInAnyOrder(ApiJars.WISH, PluginId.of("acmewait"), OFFER)
              .endsWith(OFFER);
          assertThat(here.hot.planUninstall(OFFER).refused())
              .contains("the plugin acmewait needs a service of it")
              .doesNotContain("the plugin acmewish needs a service of it");
        });
  }

  private static long jars(Installation here) {
    return here.rows.read(
        em -> em.createQuery("select count(j) from JarEntity j", Long.class).getSingleResult());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void oneThatTwoBringIsThereOnce(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          install(here, offer("1.0.0", api("1.0.0"), "[1.0,1.1)"));
          install(here, ApiJars.bringing("acmetoo", "1.0.0", api("1.0.0")));
          install(here, read("1.0.0", "[1.0,2)"));
          assertThat(apis(here)).containsExactly("1.0.0");

          here.hot.uninstall(OFFER);
          assertThat(heard(here, READ)).isEqualTo("acme.api.Greeting");
          assertThatThrownBy(() -> here.hot.uninstall(PluginId.of("acmetoo")))
              .hasMessageContaining("the plugin acmeread needs its acme-api");
        });
  }
}
