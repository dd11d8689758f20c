// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.plugin.PluginId;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What machines are to have follows what is installed. */
class ModulesFollowTest {
  private static final PluginId GREETER = PluginId.of("greeter");

  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;
  private static Publisher other;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
    other = Publisher.named(keys, "other");
  }

  private static byte[] module(String id, String version) throws Exception {
    return acme.sign(unsigned(id, version));
  }

  private static byte[] unsigned(String id, String version) {
    return new TestJar()
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", id)
        .header("Bundle-Version", version)
        .entry("some.txt", id + version)
        .bytes();
  }

  private static TestJar plugin(String version) {
    return TestJar.plugin("greeter", version);
  }

  private static void install(Installation here, TestJar jar) throws Exception {
    here.hot.install(here.file(acme.sign(jar.bytes())));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void modulesComeChangeAndGoWithTheirPlugin(TestDatabases kind) throws Exception {
    acme.trustIn(home, "acme");
    try (var database = kind.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      var repository = new RecordingModules();
      var follow = new ModulesFollow(here.rows, repository, here.settings);
      install(
          here,
          plugin("1.0.0")
              .entry("META-INF/custode/agent/a.jar", module("greeter", "1.0.0"))
              .entry("META-INF/custode/agent/b.jar", module("greeter-more", "3.0.0"))
              .entry("META-INF/custode/agent/readme.txt", "not one"));
      follow.follow(GREETER);
      assertThat(repository.of(GREETER)).containsExactly("greeter 1.0.0", "greeter-more 3.0.0");
      var module = repository.brought.get(GREETER).get(0);
      assertThat(module.publisher())
          .isEqualTo(here.rows.find(GREETER).orElseThrow().publisherKey());
      assertThat(JarContents.names(module.jar())).contains("some.txt");

      install(
          here, plugin("1.1.0").entry("META-INF/custode/agent/a.jar", module("greeter", "1.1.0")));
      follow.follow(GREETER);
      assertThat(repository.of(GREETER)).containsExactly("greeter 1.1.0");
      here.hot.rollback(GREETER, null);
      follow.follow(GREETER);
      assertThat(repository.of(GREETER)).containsExactly("greeter 1.0.0", "greeter-more 3.0.0");
      here.hot.uninstall(GREETER);
      follow.follow(GREETER); // also if an older event comes last
      assertThat(repository.of(GREETER)).isEmpty();
    }
  }

  /** Events that came or went got stuck. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aStartMakesUpForEventsThatNeverCame(TestDatabases kind) throws Exception {
    acme.trustIn(home, "acme");
    try (var database = kind.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      var repository = new RecordingModules();
      var gone = PluginId.of("acmegone");
      repository.refuses = PluginId.of("acmefirst");
      install(here, TestJar.plugin("acmefirst", "1.0.0"));
      install(
          here, plugin("1.0.0").entry("META-INF/custode/agent/a.jar", module("greeter", "1.0.0")));
      var row = here.rows.find(GREETER).orElseThrow();
      repository.brought.put(
          gone, EndpointBundles.of(GREETER, here.rows.jar(row.sha256()), row.publisherKey()));

      var start = new ModulesAtStart(new ModulesFollow(here.rows, repository, here.settings));
      try {
        await().until(() -> repository.brought.containsKey(GREETER));
        assertThat(repository.of(GREETER)).containsExactly("greeter 1.0.0");
        assertThat(repository.of(gone)).isEmpty();
      } finally {
        start.stop();
      }
    }
  }

  /** Another node follows a change while this one is at what was before. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatChangesMeanwhileIsFollowedToo(TestDatabases kind) throws Exception {
    acme.trustIn(home, "acme");
    try (var database = kind.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      install(
          here, plugin("1.0.0").entry("META-INF/custode/agent/a.jar", module("greeter", "1.0.0")));
      var next = plugin("1.1.0").entry("META-INF/custode/agent/a.jar", module("greeter", "1.1.0"));
      var repository = new RecordingModules();
      repository.meanwhile =
          () -> {
            repository.meanwhile = () -> {};
            install(here, next);
            new ModulesFollow(here.rows, repository, here.settings).follow(GREETER);
          };

      new ModulesFollow(here.rows, repository, here.settings).follow(GREETER);

      assertThat(repository.of(GREETER)).containsExactly("greeter 1.1.0");
    }
  }

  @ParameterizedTest
  @EnumSource(value = TestDatabases.class, names = "DERBY")
  void whatAnAgentWouldNotTakeIsNotInstalled(TestDatabases kind) throws Exception {
    acme.trustIn(home, "acme");
    other.trustIn(home, "other");
    try (var database = kind.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      refused(here, unsigned("greeter", "1.0.0"), Conflict.class, "not signed");
      refused(here, other.sign(unsigned("greeter", "1.0.0")), Conflict.class, "another publisher");
      var changed =
          TestJar.change(module("greeter", "1.0.0"), e -> e.put("some.txt", new byte[] {1}));
      refused(here, changed, Conflict.class, "not those that were signed");
      refused(here, module("other", "1.0.0"), Invalid.class, "Bundle-SymbolicName");
      refused(here, module("greeters", "1.0.0"), Invalid.class, "Bundle-SymbolicName");
      refused(here, module("greeter", "one"), Invalid.class, "Bundle-Version");
      refused(here, module("greeter", "1.0.2024112912"), Invalid.class, "at most 9 digits");
      refused(here, new byte[] {1, 2, 3}, Invalid.class, "is no jar");
      var slip = TestJar.change(module("greeter", "1.0.0"), e -> e.put("../up", new byte[1]));
      refused(here, slip, Invalid.class, "no jar should have");
      assertThatThrownBy(
              () ->
                  install(
                      here,
                      plugin("1.0.0")
                          .entry("META-INF/custode/agent/a.jar", module("greeter", "1.0.0"))
                          .entry("META-INF/custode/agent/b.jar", module("greeter", "1.1.0"))))
          .isInstanceOf(Invalid.class)
          .hasMessageContaining("twice");
      assertThat(here.installed()).isEmpty();
    }
  }

  private static void refused(
      Installation here, byte[] module, Class<? extends Exception> how, String why) {
    assertThatThrownBy(
            () -> install(here, plugin("1.0.0").entry("META-INF/custode/agent/a.jar", module)))
        .isInstanceOf(how)
        .hasMessageContaining(why);
  }

  /** What nobody vouches for leaves the machines with the mode that let it in. */
  @ParameterizedTest
  @EnumSource(value = TestDatabases.class, names = "DERBY")
  void aStrangersModulesGoWithTheDeveloperMode(TestDatabases kind) throws Exception {
    try (var database = kind.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      here.developer = true;
      here.restart();
      install(
          here, plugin("1.0.0").entry("META-INF/custode/agent/a.jar", module("greeter", "1.0.0")));
      var repository = new RecordingModules();
      new ModulesFollow(here.rows, repository, here.settings).followAll();
      assertThat(repository.of(GREETER)).containsExactly("greeter 1.0.0");

      here.developer = false;
      here.restart();
      var follow = new ModulesFollow(here.rows, repository, here.settings);
      follow.followAll();
      assertThat(repository.of(GREETER)).isEmpty();

      here.publishers.add(acme.pem(), "Acme");
      assertThat(here.platform.published()).contains("PluginReleased");
      follow.follow(GREETER);
      assertThat(repository.of(GREETER)).containsExactly("greeter 1.0.0");
    }
  }
}
