// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.api.page.PageRequest;
import io.custode.api.plugin.InstalledPlugin.State;
import io.custode.persistence.TenantStore;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes on one database: who was not told to change a plugin follows. */
class NodesTest {
  @TempDir static Path keys;
  @TempDir Path home;
  @TempDir Path second;
  @TempDir Path third;
  private static Publisher acme;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  private Installation node(Path home, TestDatabase database, TenantStore store) throws Exception {
    acme.trustIn(home, "acme");
    return new Installation(home, database, store);
  }

  private static String source(Installation here, String version) throws Exception {
    return here.file(acme.sign(greeter(version).bytes()));
  }

  @Test
  void theOthersFollowOneAfterTheOther() throws Exception {
    try (var database = TestDatabases.POSTGRESQL.open()) {
      var store = Installation.schema(database);
      try (var one = node(home, database, store);
          var two = node(second, database, store);
          var three = node(third, database, store)) {
        one.hot.install(source(one, "1.0.0"));
        two.start.again();
        three.start.again();
        await().until(() -> two.node.greets() && three.node.greets());
        two.gate.told.clear();
        three.gate.told.clear();
        var together = new CompletableFuture<Boolean>();
        two.gate.onHold = () -> together.complete(holdsToo(three));
        three.gate.onHold = () -> together.complete(holdsToo(two));

        one.hot.install(source(one, "1.1.0"));
        two.start.again();
        three.start.again();

        assertThat(together.get(30, TimeUnit.SECONDS)).as("both are held at once").isFalse();
        await()
            .untilAsserted(
                () -> {
                  assertThat(two.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
                  assertThat(three.installed()).containsExactly("acmegreeter 1.1.0 ACTIVE");
                });
      }
    }
  }

  /** Whether it becomes held while this one is. */
  private static boolean holdsToo(Installation other) {
    if (other.gate.told.contains("open")) {
      return false;
    }
    try {
      await().atMost(Duration.ofSeconds(1)).until(() -> other.gate.told.contains("hold"));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  @Test
  void whoseTurnItIsNotGoesOnWithTheOldVersion() throws Exception {
    try (var database = TestDatabases.POSTGRESQL.open()) {
      var store = Installation.schema(database);
      try (var one = node(home, database, store);
          var two = node(second, database, store)) {
        one.hot.install(source(one, "1.0.0"));
        two.start.again();
        await().until(two.node::greets);
        two.gate.told.clear();
        var turn = database.schemas().turn("pacmegreeter").orElseThrow();
        assertThat(database.schemas().turn("pacmegreeter")).isEmpty();

        one.hot.install(source(one, "1.1.0"));
        two.start.again();
        // what ended the first install may be told still
        await().during(Duration.ofSeconds(1)).until(() -> !two.gate.told.contains("hold"));
        assertThat(two.node.greets()).isTrue();
        assertThat(two.node.plugins()).singleElement().asString().contains(":1.0.0:");

        // while it looks whether it is its turn, nothing is said of plugins
        await()
            .untilAsserted(
                () -> {
                  two.report.say();
                  assertThat(two.report.find(GREETER, PageRequest.first()).items())
                      .singleElement()
                      .satisfies(
                          said -> {
                            assertThat(said.version()).isEqualTo("1.0.0");
                            assertThat(said.state()).isEqualTo(State.ACTIVE);
                          });
                });

        var beside = new CompletableFuture<Integer>();
        two.gate.onHold = () -> beside.complete(two.node.plugins().size());
        turn.over();

        await().until(() -> two.installed().contains("acmegreeter 1.1.0 ACTIVE"));
        assertThat(beside).as("both versions are there when it is held").isCompletedWithValue(2);
        await().until(() -> two.node.plugins().size() == 1);
      }
    }
  }
}
