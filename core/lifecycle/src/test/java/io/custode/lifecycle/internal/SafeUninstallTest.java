// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.ApiBundlesTest.apis;
import static io.custode.lifecycle.internal.ApiBundlesTest.heard;
import static io.custode.lifecycle.internal.ApiJars.ASK;
import static io.custode.lifecycle.internal.ApiJars.OFFER;
import static io.custode.lifecycle.internal.ApiJars.READ;
import static io.custode.lifecycle.internal.ApiJars.api;
import static io.custode.lifecycle.internal.ApiJars.ask;
import static io.custode.lifecycle.internal.ApiJars.offer;
import static io.custode.lifecycle.internal.ApiJars.read;
import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.plugin.PluginId;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With --safe nothing is wired and no service is there: who needs whom is read from the jars. */
class SafeUninstallTest {
  private static final String SUPPLIER = "java.util.function.Supplier";

  static final String OFFERS =
      "osgi.service;objectClass:List<String>=\"" + SUPPLIER + "\";effective:=active";

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

  private static void install(Installation here, TestJar jar) throws Exception {
    here.hot.install(here.file(acme.sign(jar.bytes())));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatOthersImportStays(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          install(here, offer("1.0.0", api("1.0.0"), "[1.0,1.1)"));
          install(here, ask("1.0.0", "[1.0,2)"));
          install(here, read("1.0.0", "[1.0,2)"));
          here.restart("cache", true);

          assertThat(here.hot.planUninstall(OFFER).refused())
              .containsExactly(
                  "the plugin acmeask needs its acme-api",
                  "the plugin acmeread needs its acme-api");
          assertThatThrownBy(() -> here.hot.uninstall(OFFER))
              .isInstanceOf(Conflict.class)
              .hasMessageContaining("the plugin acmeask needs its acme-api");
          here.hot.uninstall(READ);
          here.restart();
          assertThat(heard(here, ASK)).isEqualTo("hello");

          here.restart("cache", true);
          here.hot.uninstall(ASK);
          here.hot.uninstall(OFFER);
          assertThat(here.installed()).isEmpty();
          assertThat(here.node.plugins()).isEmpty();
          assertThat(apis(here)).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatAnotherBringsTooOrNobodyNeedsMayGo(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          install(here, offer("1.0.0", api("1.0.0"), "[1.0,1.1)"));
          install(here, ApiJars.bringing("acmetoo", "1.0.0", api("1.0.0")));
          install(here, read("1.0.0", "[1.0,2)"));
          install(here, greeter("1.0.0").header("Import-Package", "acme.api;resolution:=optional"));
          here.restart("cache", true);

          here.hot.uninstall(OFFER);
          assertThat(here.hot.planUninstall(PluginId.of("acmetoo")).refused())
              .containsExactly("the plugin acmeread needs its acme-api");

          here.restart();
          assertThat(heard(here, READ)).isEqualTo("acme.api.Greeting");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aServiceThatOnlyItOffersStays(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          install(here, greeter("1.0.0").header("Provide-Capability", OFFERS));
          install(here, calling("acmecall", ""));
          install(here, calling("acmewish", ";resolution:=optional"));
          here.restart("cache", true);

          assertThat(here.hot.planUninstall(GREETER).refused())
              .containsExactly("the plugin acmecall needs a service of it");

          here.hot.uninstall(PluginId.of("acmecall"));
          here.hot.uninstall(GREETER);
          here.restart();
          assertThat(here.installed()).containsExactly("acmewish 1.0.0 ACTIVE");
        });
  }

  static TestJar calling(String id, String resolution) {
    return TestJar.plugin(id, "1.0.0")
        .header(
            "Require-Capability",
            "custode.platform;filter:=\"(&(version>=1.0.0)(!(version>=2.0.0)))\",osgi.service"
                + ";filter:=\"(objectClass="
                + SUPPLIER
                + ")\";effective:=active"
                + resolution);
  }
}
