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
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
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

  /** On an installation where version 1.0.0 runs. */
  private void with(TestDatabases kind, Installation.Work work) throws Exception {
    Installation.with(
        kind,
        home,
        acme,
        here -> {
          install(here, greeter("1.0.0"), TABLE, false);
          work.on(here);
        });
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
        here -> {
          var held = new CompletableFuture<String>();
          here.gate.onHold =
              () -> held.complete(sets(here.database) + " greets " + here.node.greets());
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
        here -> {
          var held = new CompletableFuture<String>();
          here.gate.onHold = () -> held.complete(sets(here.database) + " " + words(here.database));
          install(here, greeter("1.1.0"), TABLE + MORE + REWRITE, true);

          assertThat(held).isCompletedWithValue("[1.0-word] [old]");
          assertThat(words(here.database)).containsExactly("new");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aChangelogThatFailsTouchesNobody(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
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
          assertThat(sets(here.database)).containsExactly("1.0-word");
          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
          assertThat(here.node.plugins()).hasSize(1);
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatDoesNotWorkLeavesTheOldOneOnMoreTables(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          assertThatThrownBy(() -> install(here, broken("1.1.0"), TABLE + MORE, false))
              .hasMessageContaining("broken on purpose");

          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
          assertThat(here.node.greets()).isTrue();
          assertThat(here.node.plugins()).hasSize(1);
          assertThat(sets(here.database)).containsExactly("1.0-word", "1.1-mood");
          assertThat(words(here.database)).containsExactly("old");

          install(here, greeter("1.2.0"), TABLE + MORE, false);
          assertThat(here.installed()).containsExactly("acmegreeter 1.2.0 ACTIVE");
        });
  }

  /** Somebody has a table for long: the update neither fails nor lets others queue behind it. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aTableThatIsNotFreeIsChangedUnderTheHold(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          try (var busy = here.database.pool().getConnection();
              var others = new Others(here.database)) {
            busy.setAutoCommit(false);
            try (var statement = busy.createStatement()) {
              statement.executeUpdate("update pacmegreeter.word set text = 'old'");
            }
            var held = new CompletableFuture<List<String>>();
            here.gate.onHold =
                () -> {
                  others.stop();
                  busy.rollback();
                  held.complete(sets(here.database));
                };
            install(here, greeter("1.1.0"), TABLE + MORE, false);

            assertThat(held).isCompletedWithValue(List.of("1.0-word"));
            assertThat(others.longest()).isLessThan(Duration.ofSeconds(2));
            assertThat(sets(here.database)).containsExactly("1.0-word", "1.1-mood");
            assertThat(here.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
          }
        });
  }

  /** They go on writing into the table. */
  private static final class Others implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final CompletableFuture<Duration> longest;

    Others(TestDatabase database) {
      longest = CompletableFuture.supplyAsync(() -> write(database));
    }

    private Duration write(TestDatabase database) {
      var most = Duration.ZERO;
      try (var connection = database.pool().getConnection();
          var statement = connection.createStatement()) {
        connection.setAutoCommit(true);
        for (int id = 2; !over.await(20, TimeUnit.MILLISECONDS); id++) {
          long begun = System.nanoTime();
          statement.executeUpdate("insert into pacmegreeter.word (id) values (" + id + ")");
          var took = Duration.ofNanos(System.nanoTime() - begun);
          most = took.compareTo(most) > 0 ? took : most;
        }
        return most;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return most;
      }
    }

    Duration longest() {
      return longest.join();
    }

    void stop() {
      over.countDown();
      longest.join();
    }

    @Override
    public void close() {
      stop();
    }
  }
}
