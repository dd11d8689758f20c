// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.broken;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static io.custode.lifecycle.internal.WordPlugin.MORE;
import static io.custode.lifecycle.internal.WordPlugin.REWRITE;
import static io.custode.lifecycle.internal.WordPlugin.TABLE;
import static io.custode.lifecycle.internal.WordPlugin.isKept;
import static io.custode.lifecycle.internal.WordPlugin.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.api.page.PageRequest;
import io.custode.api.plugin.KeptVersion;
import io.custode.api.plugin.PluginChange.Outcome;
import io.custode.persistence.internal.database.Settings;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A node is killed at each point of an update, of one that does not work, and of a rollback: the
 * next start finds the old version or the new one, never something between, and data that fits.
 * Each point with one of the databases, and three of a rollback; with both, and all of a rollback,
 * if {@code -Dcustode.test.deaths=all}.
 */
class PluginKillTest {
  private static final boolean ALL = "all".equals(System.getProperty("custode.test.deaths"));

  /** What the next start finds is the new version. */
  private static final Set<Faults> DONE =
      EnumSet.of(Faults.COMMITTED, Faults.SETTLED, Faults.OPENED, Faults.REMOVED);

  private static final Set<Faults> TAKEN_BACK = EnumSet.range(Faults.FAILED, Faults.STARTED_AGAIN);

  /** Where a change that rewrites, or a way back, comes by if it works. */
  private static final Set<Faults> EACH =
      EnumSet.complementOf(EnumSet.range(Faults.FAILED, Faults.STARTED_AGAIN));

  static {
    EACH.remove(Faults.EXPANDED);
  }

  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anUpdateIsDoneOrNeverWas(TestDatabases kind) throws Exception {
    kill(
        kind,
        EACH,
        (database, here, point) -> {
          boolean done = DONE.contains(point);
          assertRuns(here, point, done ? "1.1.0" : "1.0.0");
          assertThat(words(database)).as("%s", point).containsExactly(done ? "new" : "old");
          await().until(() -> !isKept(database));
        },
        here -> WordPlugin.source(acme, here, greeter("1.1.0"), TABLE + REWRITE));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anUpdateThatOnlyAddsIsDoneOrNeverWas(TestDatabases kind) throws Exception {
    kill(
        kind,
        EnumSet.of(Faults.EXPANDED, Faults.HELD),
        (database, here, point) -> {
          assertRuns(here, point, "1.0.0");
          assertThat(words(database)).as("%s", point).containsExactly("old");
        },
        here -> WordPlugin.source(acme, here, greeter("1.1.0"), TABLE + MORE));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void oneThatDoesNotWorkNeverWas(TestDatabases kind) throws Exception {
    kill(
        kind,
        TAKEN_BACK,
        (database, here, point) -> {
          assertRuns(here, point, "1.0.0");
          assertThat(words(database)).as("%s", point).containsExactly("old");
          assertThat(isKept(database)).as("%s", point).isFalse();
        },
        here -> WordPlugin.source(acme, here, broken("1.1.0"), TABLE + REWRITE));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aRollbackIsDoneOrNeverWas(TestDatabases kind) throws Exception {
    kill(
        kind,
        ALL ? EACH : EnumSet.of(Faults.HELD, Faults.STARTED, Faults.COMMITTED),
        (database, here, point) -> {
          boolean done = DONE.contains(point);
          assertRuns(here, point, done ? "1.0.0" : "1.1.0");
          assertThat(words(database)).as("%s", point).containsExactly("old");
          assertThat(here.hot.kept(GREETER))
              .as("%s", point)
              .extracting(KeptVersion::version)
              .containsExactly(done ? "1.1.0" : "1.0.0");
        },
        here -> {
          here.hot.install(WordPlugin.source(acme, here, greeter("1.1.0"), TABLE + MORE));
          return null;
        });
  }

  private static void assertRuns(Installation here, Faults point, String version) {
    assertThat(here.installed())
        .as("%s", point)
        .containsExactly("acmegreeter " + version + " ACTIVE");
    assertThat(here.node.greets()).as("%s", point).isTrue();
    assertThat(here.node.plugins()).as("%s", point).hasSize(1);
  }

  /** What is there after a death. */
  private interface Check {
    void of(TestDatabase database, Installation here, Faults point) throws Exception;
  }

  /** What the node that dies is to install, over version 1.0.0; null: it is to go back. */
  private interface Next {
    @Nullable String on(Installation here) throws Exception;
  }

  private void kill(TestDatabases kind, Set<Faults> points, Check check, Next next)
      throws Exception {
    acme.trustIn(home, "acme");
    try (var made = kind.open()) {
      var settings =
          kind == TestDatabases.DERBY
              ? new Settings("jdbc:derby:" + home.resolve("db"), "", "", 10)
              : made.settings();
      for (var point : points) {
        if (!ALL && point.ordinal() % TestDatabases.values().length != kind.ordinal()) {
          continue;
        }
        String source = begin(settings, next);
        die(settings, point, source);
        try (var database = TestDatabase.at(settings);
            var here = new Installation(home, database, Installation.schema(database))) {
          check.of(database, here, point);
          assertThat(here.journal.find(GREETER, PageRequest.first()).items().get(0).outcome())
              .as("%s", point)
              .isEqualTo(point == Faults.REMOVED ? Outcome.DONE : Outcome.DIED);
          here.hot.uninstall(GREETER);
          here.hot.purge(GREETER);
        }
      }
    }
  }

  private @Nullable String begin(Settings settings, Next next) throws Exception {
    try (var database = TestDatabase.at(settings)) {
      var here = new Installation(home, database, Installation.schema(database));
      here.hot.install(WordPlugin.source(acme, here, greeter("1.0.0"), TABLE));
      String source = next.on(here);
      here.leave();
      return source;
    }
  }

  private void die(Settings settings, Faults point, @Nullable String source) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dcustode.fault=" + point,
                "-cp",
                System.getProperty("java.class.path"),
                DyingNode.class.getName(),
                home.toString(),
                settings.url(),
                settings.user(),
                settings.password()));
    if (source != null) {
      command.add(source);
    }
    var said = home.resolve("said");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor()).as(() -> point + ": " + text(said)).isEqualTo(137);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
