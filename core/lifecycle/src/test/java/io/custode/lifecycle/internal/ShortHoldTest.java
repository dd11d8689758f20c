// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.broken;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static io.custode.lifecycle.internal.WordPlugin.MORE;
import static io.custode.lifecycle.internal.WordPlugin.REWRITE;
import static io.custode.lifecycle.internal.WordPlugin.TABLE;
import static io.custode.lifecycle.internal.WordPlugin.sets;
import static io.custode.lifecycle.internal.WordPlugin.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.plugin.InstallChoice;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an update does before anybody has to wait for it, and what meanwhile. */
class ShortHoldTest {
  private static final String WRONG =
      """
      <changeSet id="1.1-wrong" author="acme">
        <addColumn tableName="word"><column name="mood" type="varchar(20)"/></addColumn>
        <insert tableName="nowhere"><column name="id" valueNumeric="1"/></insert>
      </changeSet>
      """;

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
      install(here, greeter("1.0.0"), TABLE, false);
      work.on(database, here);
    }
  }

  private static void install(Installation here, TestJar jar, String changelog, boolean rewrites)
      throws Exception {
    here.hot.install(
        WordPlugin.source(acme, here, jar, changelog),
        rewrites ? Installation.AGREED : InstallChoice.NOTHING);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatOnlyAddsIsDoneBeforeTheHold(TestDatabases kind) throws Exception {
    with(
        kind,
        (database, here) -> {
          var held = new CompletableFuture<String>();
          here.gate.onHold = () -> held.complete(sets(database) + " greets " + here.node.greets());
          install(here, greeter("1.1.0"), TABLE + MORE, false);

          assertThat(held).isCompletedWithValue("[1.0-word, 1.1-mood] greets true");
          assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
          assertThat(here.node.plugins()).hasSize(1);
          assertThat(here.node.greets()).isTrue();
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatRewritesWaitsForTheHold(TestDatabases kind) throws Exception {
    with(
        kind,
        (database, here) -> {
          var held = new CompletableFuture<String>();
          here.gate.onHold = () -> held.complete(sets(database) + " " + words(database));
          install(here, greeter("1.1.0"), TABLE + MORE + REWRITE, true);

          assertThat(held).isCompletedWithValue("[1.0-word] [old]");
          assertThat(words(database)).containsExactly("new");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aChangelogThatFailsTouchesNobody(TestDatabases kind) throws Exception {
    with(
        kind,
        (database, here) -> {
          here.gate.told.clear();
          here.node.touched().clear();
          assertThatThrownBy(() -> install(here, greeter("1.1.0"), TABLE + WRONG, false))
              .isInstanceOfSatisfying(
                  Conflict.class,
                  e ->
                      assertThat(e.what())
                          .contains("its changelog failed", "Everything is as it was before")
                          .containsIgnoringCase("nowhere"));

          assertThat(here.gate.told).as("nobody waited").isEmpty();
          assertThat(sets(database)).containsExactly("1.0-word");
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
          assertThat(here.node.plugins()).hasSize(1);
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatDoesNotWorkLeavesTheOldOneOnMoreTables(TestDatabases kind) throws Exception {
    with(
        kind,
        (database, here) -> {
          assertThatThrownBy(() -> install(here, broken("1.1.0"), TABLE + MORE, false))
              .hasMessageContaining("broken on purpose");

          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
          assertThat(here.node.greets()).isTrue();
          assertThat(here.node.plugins()).hasSize(1);
          assertThat(sets(database)).containsExactly("1.0-word", "1.1-mood");
          assertThat(words(database)).containsExactly("old");

          install(here, greeter("1.2.0"), TABLE + MORE, false);
          assertThat(here.installed()).containsExactly("acmegreeter 1.2.0 ACTIVE");
        });
  }

  /** Somebody has a table for long: the update neither fails nor lets others queue behind it. */
  @Test
  void aTableThatIsNotFreeIsChangedUnderTheHold() throws Exception {
    with(
        TestDatabases.POSTGRESQL,
        (database, here) -> {
          try (var busy = database.pool().getConnection();
              var statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.executeQuery("select * from pacmegreeter.word").close();
            var held = new CompletableFuture<List<String>>();
            here.gate.onHold =
                () -> {
                  held.complete(sets(database));
                  busy.commit();
                };
            install(here, greeter("1.1.0"), TABLE + MORE, false);

            assertThat(held).isCompletedWithValue(List.of("1.0-word"));
            assertThat(sets(database)).containsExactly("1.0-word", "1.1-mood");
            assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
            busy.commit();
          }
        });
  }
}
