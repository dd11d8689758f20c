// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static io.custode.lifecycle.internal.WordPlugin.TABLE;
import static io.custode.lifecycle.internal.WordPlugin.isKept;
import static io.custode.lifecycle.internal.WordPlugin.sets;
import static io.custode.lifecycle.internal.WordPlugin.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.PluginChange.Outcome;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A plugin whose changelog never ends by itself: its install does, and all is as it was. */
class EndlessInstallTest {
  private static final Duration LIMIT = Duration.ofSeconds(4);

  /** Derby ends a statement that runs, not one that it compiles. */
  private static final String ENDLESS =
      """
      <changeSet id="1.1-endless" author="acme" dbms="postgresql" labels="rewrites-data">
        <sql>select pg_sleep(3600)</sql>
      </changeSet>
      <changeSet id="1.1-endless" author="acme" dbms="derby" labels="rewrites-data">
        <sql>create table ten (n int)</sql>
        <sql>insert into ten values 0, 1, 2, 3, 4, 5, 6, 7, 8, 9</sql>
        <sql>create table many (n int)</sql>
        <sql>insert into many select a.n + 10 * b.n + 100 * c.n from ten a, ten b, ten c</sql>
        <sql>
          insert into word (id, text) select 2, 'x' from many a, many b, many c, many d
            where a.n + b.n + c.n + d.n = 5000
        </sql>
      </changeSet>
      """;

  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  /** Work on a node that gives a changelog little time. */
  private interface Work {
    void on(TestDatabase database, Installation here) throws Exception;
  }

  private void with(TestDatabases kind, Work work) throws Exception {
    acme.trustIn(home, "acme");
    try (var made = kind.open();
        var database = TestDatabase.at(made.settings().migratingWithin(LIMIT));
        var here = new Installation(home, database, Installation.schema(database))) {
      work.on(database, here);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anInstallEndsAndLeavesNothing(TestDatabases kind) throws Exception {
    with(
        kind,
        (database, here) -> {
          assertEnds(here, TABLE + ENDLESS);

          assertThat(here.installed()).isEmpty();
          assertThat(here.node.plugins()).isEmpty();
          assertThat(here.rows.find(GREETER)).isEmpty();

          here.hot.install(WordPlugin.source(acme, here, greeter("1.1.0"), TABLE));
          assertThat(sets(database)).as("nothing was left").containsExactly("1.0-word");
          assertThat(here.node.greets()).isTrue();
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anUpdateEndsAndTheOldOneWorks(TestDatabases kind) throws Exception {
    with(
        kind,
        (database, here) -> {
          here.hot.install(WordPlugin.source(acme, here, greeter("1.0.0"), TABLE));
          assertEnds(here, TABLE + ENDLESS);

          assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
          assertThat(here.node.greets()).isTrue();
          assertThat(here.node.plugins()).hasSize(1);
          assertThat(words(database)).containsExactly("old");
          assertThat(sets(database)).containsExactly("1.0-word");
          assertThat(isKept(database)).isFalse();

          here.hot.install(WordPlugin.source(acme, here, greeter("1.2.0"), TABLE));
          assertThat(here.installed()).containsExactly("acmegreeter 1.2.0 ACTIVE");
        });
  }

  private static void assertEnds(Installation here, String changelog) throws Exception {
    var source = WordPlugin.source(acme, here, greeter("1.1.0"), changelog);
    var begun = Instant.now();
    assertThatThrownBy(() -> here.hot.install(source, Installation.AGREED))
        .isInstanceOfSatisfying(
            Conflict.class,
            e -> {
              assertThat(e.name()).isEqualTo("plugin-does-not-work");
              assertThat(e.what())
                  .contains("took longer than 4 seconds", "Everything is as it was before");
            });
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(30));
    var change = here.journal.find(GREETER, PageRequest.first()).items().get(0);
    assertThat(change.outcome()).isEqualTo(Outcome.FAILED);
    try (var lock = here.schemas().change("pacmegreeter")) {
      assertThat(lock).as("nobody holds it any more").isNotNull();
    }
  }
}
