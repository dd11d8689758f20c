// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.broken;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static io.custode.lifecycle.internal.WordPlugin.REWRITE;
import static io.custode.lifecycle.internal.WordPlugin.TABLE;
import static io.custode.lifecycle.internal.WordPlugin.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.error.Conflict;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While one node rewrites a plugin's data no other uses it. */
class RewriteNodesTest {
  private static final String SHORTER =
      REWRITE.replace("1.1-word", "1.2-word").replace("'new'", "'newer'");

  @TempDir static Path keys;
  @TempDir Path home;
  @TempDir Path second;
  private static Publisher acme;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  private interface Work {
    void on(TestDatabase database, Installation one, Installation two) throws Exception;
  }

  /** On both version 1.0.0 works, and both have said that they live. */
  private void with(Work work) throws Exception {
    acme.trustIn(home, "acme");
    acme.trustIn(second, "acme");
    try (var database = TestDatabases.POSTGRESQL.open()) {
      var store = Installation.schema(database);
      try (var one = new Installation(home, database, store);
          var two = new Installation(second, database, store)) {
        one.hot.install(WordPlugin.source(acme, one, greeter("1.0.0"), TABLE));
        two.start.again();
        await().until(() -> two.installed().contains("acmegreeter 1.0.0 ACTIVE"));
        one.report.say();
        two.report.say();
        two.gate.told.clear();
        work.on(database, one, two);
      }
    }
  }

  private static void rewrite(Installation here, TestJar jar, String sets) throws Exception {
    here.hot.install(WordPlugin.source(acme, here, jar, TABLE + sets), Installation.AGREED);
  }

  /** As the event does, which tells it to each node. */
  private static AutoCloseable hearing(Installation there) {
    var listener = Executors.newSingleThreadScheduledExecutor();
    listener.scheduleAtFixedRate(there.start::again, 100, 100, TimeUnit.MILLISECONDS);
    return listener::shutdownNow;
  }

  @Test
  void allHoldItBeforeARowIsRewritten() throws Exception {
    with(
        (database, one, two) -> {
          var seen = new CompletableFuture<List<String>>();
          one.gate.onHold =
              () -> {
                var found = new ArrayList<>(words(database));
                found.add(two.gate.isHeld(GREETER) ? "held" : "open");
                found.add(two.node.greets() ? "runs" : "stopped");
                seen.complete(found);
              };

          try (var heard = hearing(two)) {
            assertThat(heard).isNotNull();
            rewrite(one, greeter("1.1.0"), REWRITE);
            await().until(() -> two.installed().contains("acmegreeter 1.1.0 ACTIVE"));
          }

          assertThat(seen).isCompletedWithValue(List.of("old", "held", "stopped"));
          assertThat(one.platform.published()).contains("PluginRewriteBegun");
          assertThat(words(database)).containsExactly("new");
          assertThat(two.node.greets()).isTrue();
          await().until(() -> !two.gate.isHeld(GREETER));
          assertThat(two.gate.told)
              .as("it was opened with the new version, and not before")
              .startsWith("hold", "drain", "hold", "drain", "published 1", "open");
        });
  }

  @Test
  void whatDoesNotWorkComesBackOnAllOfThem() throws Exception {
    with(
        (database, one, two) -> {
          try (var heard = hearing(two)) {
            assertThat(heard).isNotNull();
            assertThatThrownBy(() -> rewrite(one, broken("1.1.0"), REWRITE))
                .hasMessageContaining("broken on purpose");
            await().until(() -> two.gate.told.contains("open"));
          }

          assertThat(words(database)).containsExactly("old");
          for (var node : List.of(one, two)) {
            assertThat(node.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
            assertThat(node.node.greets()).isTrue();
            assertThat(node.gate.isHeld(GREETER)).isFalse();
          }
        });
  }

  @Test
  void whoDoesNotHoldItIsNamedAndADeadOneIsNotWaitedFor() throws Exception {
    with(
        (database, one, two) -> {
          two.start.stop();
          one.gate.told.clear();

          assertThatThrownBy(() -> rewrite(one, greeter("1.1.0"), REWRITE))
              .isInstanceOfSatisfying(
                  Conflict.class,
                  e -> {
                    assertThat(e.name()).isEqualTo("plugin-not-held");
                    assertThat(e.what())
                        .contains(two.settings.node(), "Nothing was changed")
                        .doesNotContain(one.settings.node());
                  });

          assertThat(words(database)).containsExactly("old");
          assertThat(one.gate.told).as("nobody had to wait").isEmpty();
          assertThat(one.node.plugins()).hasSize(1);
          assertThat(one.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");

          NodeReportTest.wasSeen(two, "2 minutes");
          rewrite(one, greeter("1.1.0"), REWRITE);
          assertThat(words(database)).containsExactly("new");
        });
  }

  /** Its lock goes with it. */
  @Test
  void theOthersGoOnWhenTheOneThatRewroteDies() throws Exception {
    with(
        (database, one, two) -> {
          one.gate.onHold = () -> one.store.dies = "before commit";
          try (var heard = hearing(two)) {
            assertThat(heard).isNotNull();
            var next = WordPlugin.source(acme, one, greeter("1.1.0"), TABLE + REWRITE);
            assertThatThrownBy(() -> one.hot.install(next, Installation.AGREED))
                .isInstanceOf(Killed.class);
            one.leave();
            await().until(() -> two.gate.told.contains("open"));
          }
          assertThat(two.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
          assertThat(words(database)).containsExactly("old");
          one.boot("cache", false);
        });
  }

  @Test
  void twoDoNotWaitForEachOther() throws Exception {
    with(
        (database, one, two) -> {
          var turn = one.schemas().turn("rewrites").orElseThrow();
          assertThatThrownBy(() -> rewrite(two, greeter("1.1.0"), REWRITE))
              .isInstanceOfSatisfying(
                  Conflict.class, e -> assertThat(e.name()).isEqualTo("plugin-changing"));
          turn.over();
          try (var heard = hearing(two)) {
            assertThat(heard).isNotNull();
            rewrite(one, greeter("1.1.0"), REWRITE);
            rewrite(one, greeter("1.2.0"), REWRITE + SHORTER);
          }
          assertThat(words(database)).containsExactly("newer");
        });
  }
}
