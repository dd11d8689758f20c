// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.broken;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static io.custode.lifecycle.internal.WordPlugin.REWRITE;
import static io.custode.lifecycle.internal.WordPlugin.TABLE;
import static io.custode.lifecycle.internal.WordPlugin.isKept;
import static io.custode.lifecycle.internal.WordPlugin.sets;
import static io.custode.lifecycle.internal.WordPlugin.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.error.Conflict;
import io.custode.api.plugin.KeptVersion;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plugins with tables: what an update does to them holds, or never was. */
class RewriteTest {
  private static final String WRONG =
      "<changeSet id='1.1-word' author='acme'><createTable tableName='more'>"
          + "<column name='id' type='int'/></createTable><sql>insert into nowhere values (1)</sql>"
          + "</changeSet>";

  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  /** Work on an installation where version 1.0.0 runs. */
  private interface Work {
    void on(TestDatabase database, Installation here) throws Exception;
  }

  private void with(TestDatabases kind, Work work) throws Exception {
    acme.trustIn(home, "acme");
    try (var database = kind.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      here.hot.install(WordPlugin.source(acme, here, greeter("1.0.0"), TABLE));
      assertThat(words(database)).containsExactly("old");
      work.on(database, here);
    }
  }

  private static void assertOld(TestDatabase database, Installation here) throws SQLException {
    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
    assertThat(here.node.greets()).isTrue();
    assertThat(words(database)).containsExactly("old");
    assertThat(sets(database)).containsExactly("1.0-word");
    assertThat(isKept(database)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatWorksHolds(TestDatabases kind) throws Exception {
    with(
        kind,
        (database, here) -> {
          here.hot.install(
              WordPlugin.source(acme, here, greeter("1.1.0"), TABLE + REWRITE),
              Installation.AGREED);

          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
          assertThat(words(database)).containsExactly("new");
          assertThat(isKept(database)).isFalse();
          assertThat(here.hot.kept(GREETER))
              .extracting(KeptVersion::version)
              .containsExactly("1.0.0");
          assertThat(here.hot.planRollback(GREETER, null).refused())
              .singleElement()
              .asString()
              .contains("1.1-word", "restore a backup");
          assertThatThrownBy(() -> here.hot.rollback(GREETER, null))
              .isInstanceOfSatisfying(
                  Conflict.class, e -> assertThat(e.what()).contains("restore a backup"));
          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
          assertThat(words(database)).containsExactly("new");

          here.hot.uninstall(GREETER);
          here.hot.purge(GREETER);
          here.hot.install(WordPlugin.source(acme, here, greeter("1.1.0"), TABLE + REWRITE));
          assertThat(words(database)).as("a first install rewrites nothing").containsExactly("new");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatDoesNotWorkNeverWas(TestDatabases kind) throws Exception {
    with(
        kind,
        (database, here) -> {
          here.gate.told.clear();
          assertThatThrownBy(
                  () ->
                      here.hot.install(
                          WordPlugin.source(acme, here, broken("1.1.0"), TABLE + REWRITE),
                          Installation.AGREED))
              .isInstanceOf(Conflict.class)
              .hasMessageContaining("broken on purpose");

          assertOld(database, here);
          assertThat(here.gate.told)
              .as("nobody wrote while it was taken back")
              .startsWith("hold", "drain")
              .endsWith("open")
              .containsOnlyOnce("open");
        });
  }

  /** Its data was kept by an uninstall: no version comes back that would put it back. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatDoesNotWorkOverKeptDataNeverWas(TestDatabases kind) throws Exception {
    with(
        kind,
        (database, here) -> {
          here.hot.uninstall(GREETER);
          assertThatThrownBy(
                  () ->
                      here.hot.install(
                          WordPlugin.source(acme, here, broken("1.1.0"), TABLE + REWRITE),
                          Installation.AGREED))
              .hasMessageContaining("broken on purpose");
          assertThat(words(database)).containsExactly("old");
          assertThat(isKept(database)).isFalse();

          here.store.dies = "before commit";
          var next = WordPlugin.source(acme, here, greeter("1.1.0"), TABLE + REWRITE);
          assertThatThrownBy(() -> here.hot.install(next, Installation.AGREED))
              .isInstanceOf(Killed.class);
          assertThat(words(database)).containsExactly("new");
          here.restart();
          assertThat(words(database)).containsExactly("old");
          assertThat(isKept(database)).isFalse();

          here.hot.install(WordPlugin.source(acme, here, greeter("1.0.0"), TABLE));
          assertOld(database, here);

          here.store.dies = "after commit";
          assertThatThrownBy(() -> here.hot.install(next, Installation.AGREED))
              .isInstanceOf(Killed.class);
          here.store.dies = "";
          here.hot.uninstall(GREETER);
          here.restart();
          assertThat(words(database)).as("it was installed").containsExactly("new");
        });
  }

  @Test
  void noOtherNodeChangesItAfterThePlan(@TempDir Path another) throws Exception {
    with(
        TestDatabases.POSTGRESQL,
        (database, here) -> {
          acme.trustIn(another, "acme");
          try (var there = new Installation(another, database, here.store)) {
            var other = WordPlugin.source(acme, there, greeter("1.2.0"), TABLE);
            var refused = new CompletableFuture<Throwable>();
            here.gate.onHold =
                () ->
                    refused.complete(
                        CompletableFuture.supplyAsync(() -> there.hot.install(other))
                            .handle((installed, thrown) -> thrown)
                            .join());
            here.hot.install(
                WordPlugin.source(acme, here, greeter("1.1.0"), TABLE + REWRITE),
                Installation.AGREED);

            assertThat(refused).isDone();
            assertThat(refused.get())
                .hasStackTraceContaining("Another node is changing this plugin");
            assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
            assertThat(words(database)).containsExactly("new");
          }
        });
  }

  @Test
  void whatAnotherNodeChangesIsNeitherUninstalledNorPurged() throws Exception {
    with(
        TestDatabases.POSTGRESQL,
        (database, here) -> {
          try (var change = database.schemas().change("pacmegreeter")) {
            assertThatThrownBy(() -> here.hot.uninstall(GREETER))
                .isInstanceOfSatisfying(
                    Conflict.class, e -> assertThat(e.name()).isEqualTo("plugin-changing"));
            assertOld(database, here);
            change.over();
            here.hot.uninstall(GREETER);
          }
          try (var change = database.schemas().change("pacmegreeter")) {
            assertThatThrownBy(() -> here.hot.purge(GREETER))
                .isInstanceOfSatisfying(
                    Conflict.class, e -> assertThat(e.name()).isEqualTo("plugin-changing"));
            assertThat(words(database)).containsExactly("old");
            change.over();
            here.hot.purge(GREETER);
          }
        });
  }

  /** The node that tried stays dead, and another one goes on. */
  @Test
  void aChangeBeginsWithWhatADeathLeft(@TempDir Path another) throws Exception {
    var again = REWRITE.replace("1.1-word", "1.2-word").replace("'new'", "text || ' again'");
    with(
        TestDatabases.POSTGRESQL,
        (database, here) -> {
          acme.trustIn(another, "acme");
          try (var there = new Installation(another, database, here.store)) {
            var next = WordPlugin.source(acme, there, greeter("1.1.0"), TABLE + REWRITE);
            there.store.dies = "before commit";
            assertThatThrownBy(() -> there.hot.install(next, Installation.AGREED))
                .isInstanceOf(Killed.class);
            assertThat(words(database)).containsExactly("new");

            assertThatThrownBy(
                    () ->
                        here.hot.install(
                            WordPlugin.source(acme, here, broken("1.2.0"), TABLE + again),
                            Installation.AGREED))
                .hasMessageContaining("broken on purpose");
            assertOld(database, here);

            here.hot.install(
                WordPlugin.source(acme, here, greeter("1.2.0"), TABLE + again),
                Installation.AGREED);
            assertThat(words(database)).containsExactly("old again");
          }
        });
  }

  /** The reason, and not that its components lack their store. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whyTablesAreNotMadeIsToldAtOnce(TestDatabases kind) throws Exception {
    with(
        kind,
        (database, here) -> {
          var wrong =
              WordPlugin.source(
                  acme,
                  here,
                  greeter("1.1.0"),
                  TABLE + WRONG.replace("author", "labels='rewrites-data' author"));
          assertThatThrownBy(() -> here.hot.install(wrong, Installation.AGREED))
              .isInstanceOfSatisfying(
                  Conflict.class,
                  e -> {
                    assertThat(e.name()).isEqualTo("plugin-does-not-work");
                    assertThat(e.what())
                        .containsIgnoringCase("nowhere")
                        .contains("its changelog failed");
                  });
          assertOld(database, here);
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aDeathLeavesOldOrNew(TestDatabases kind) throws Exception {
    with(
        kind,
        (database, here) -> {
          var next = WordPlugin.source(acme, here, greeter("1.1.0"), TABLE + REWRITE);
          for (var where : List.of("published 1", "before commit")) {
            here.gate.dies = where;
            here.store.dies = where;
            assertThatThrownBy(() -> here.hot.install(next, Installation.AGREED))
                .isInstanceOf(Killed.class);

            here.restart();
            assertOld(database, here);
          }
          here.store.dies = "after commit";
          assertThatThrownBy(() -> here.hot.install(next, Installation.AGREED))
              .isInstanceOf(Killed.class);
          assertThat(isKept(database)).isTrue();

          here.restart();
          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
          assertThat(words(database)).containsExactly("new");
          await().until(() -> !isKept(database));
        });
  }
}
