// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.broken;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.access.Principal;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.PluginChange;
import io.custode.api.plugin.PluginChange.Outcome;
import io.custode.api.plugin.PluginChange.Phase;
import io.custode.api.plugin.PluginChange.Verb;
import io.custode.api.plugin.PluginId;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written down of changes, and what of those that a dead node began. */
class JournalTest {
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

  private static String source(Installation here, TestJar jar) throws Exception {
    return here.file(acme.sign(jar.bytes()));
  }

  private static List<PluginChange> all(Installation here) {
    return here.journal.find(null, PageRequest.first()).items();
  }

  private static String shown(PluginChange change) {
    return change.verb() + " " + change.from() + " " + change.to() + " " + change.outcome();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void eachChangeIsThereWithItsEnd(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          var meanwhile = new CompletableFuture<PluginChange>();
          here.hot.install(source(here, greeter("1.0.0")));
          here.gate.onHold = () -> meanwhile.complete(all(here).get(0));
          here.hot.install(source(here, greeter("1.1.0")));
          here.gate.onHold = () -> {};
          assertThatThrownBy(() -> here.hot.install(source(here, broken("1.2.0"))));
          here.hot.rollback(GREETER, null);
          here.hot.uninstall(GREETER);

          assertThat(all(here))
              .extracting(JournalTest::shown)
              .containsExactly(
                  "UNINSTALL 1.0.0 null DONE",
                  "ROLLBACK 1.1.0 1.0.0 DONE",
                  "UPDATE 1.1.0 1.2.0 FAILED",
                  "UPDATE 1.0.0 1.1.0 DONE",
                  "INSTALL null 1.0.0 DONE");
          assertThat(all(here).get(2).why()).contains("broken on purpose");
          assertThat(all(here).get(2).phase()).isEqualTo(Phase.TAKING_BACK);
          assertThat(here.platform.published())
              .containsExactly(
                  "PluginInstalled",
                  "PluginInstalled",
                  "PluginChangeFailed",
                  "PluginInstalled",
                  "PluginUninstalled");
          assertThat(meanwhile.get().outcome()).isEqualTo(Outcome.RUNNING);
          assertThat(meanwhile.get().phase()).isEqualTo(Phase.HOLDING);
          assertThat(meanwhile.get().endedAt()).isNull();
          assertThat(all(here))
              .allSatisfy(
                  change -> {
                    assertThat(change.endedAt()).isAfterOrEqualTo(change.begunAt());
                    assertThat(change.by()).isEqualTo(here.platform.current().id().value());
                    assertThat(change.node()).contains("/");
                  });
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theNextStartEndsWhatADeadNodeBegan(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          here.hot.install(source(here, greeter("1.0.0")));
          var next = source(here, greeter("1.1.0"));
          here.store.dies = "before commit";
          assertThatThrownBy(() -> here.hot.install(next)).isInstanceOf(Killed.class);
          assertThat(all(here).get(0).outcome()).isEqualTo(Outcome.RUNNING);

          here.restart();

          assertThat(all(here).get(0).outcome()).isEqualTo(Outcome.DIED);
          assertThat(all(here).get(0).why())
              .contains("while the plugin was held", "as before the change: 1.0.0 is installed");

          here.store.dies = "after commit";
          assertThatThrownBy(() -> here.hot.install(next)).isInstanceOf(Killed.class);
          here.restart();

          assertThat(all(here).get(0).why()).contains("as after the change: 1.1.0 is installed");
          assertThat(here.platform.published())
              .containsExactly(
                  "PluginInstalled", "PluginChangeFailed", "PluginInstalled", "PluginChangeFailed");
        });
  }

  /** The node that died stays dead, and nobody starts: the next who changes the plugin tells. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theNextChangeEndsItToo(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          here.journal.begin(GREETER, Verb.INSTALL, null, "0.9.0", "somebody");
          here.journal.begin(PluginId.of("acmeother"), Verb.INSTALL, null, "1.0.0", "somebody");

          here.hot.install(source(here, greeter("1.0.0")));

          assertThat(all(here))
              .extracting(JournalTest::shown)
              .containsExactly(
                  "INSTALL null 1.0.0 DONE",
                  "INSTALL null 1.0.0 RUNNING",
                  "INSTALL null 0.9.0 DIED");
          assertThat(all(here).get(2).why())
              .contains(
                  "while the change was prepared", "as before the change: it is not installed");
        });
  }

  @Test
  void whatAnotherNodeIsAtStaysOpen() throws Exception {
    with(
        TestDatabases.POSTGRESQL,
        here -> {
          here.journal.begin(GREETER, Verb.INSTALL, null, "1.0.0", "somebody");
          var another = here.schemas().change("pacmegreeter");
          here.journal.endDead();
          assertThat(all(here).get(0).outcome()).isEqualTo(Outcome.RUNNING);
          another.over();
          here.journal.endDead();
          assertThat(all(here).get(0).outcome()).isEqualTo(Outcome.DIED);
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theLastHundredAreThereInPages(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          here.journal.begin(PluginId.of("acmeother"), Verb.INSTALL, null, "1.0.0", "x").done();
          for (int i = 0; i < 102; i++) {
            awaitNextMillisecond();
            here.journal.begin(GREETER, Verb.UPDATE, "1." + i, "2." + i, "somebody").done();
          }
          var first = here.journal.find(GREETER, new PageRequest(99, null));
          assertThat(first.items()).hasSize(99);
          assertThat(first.items().get(0).to()).isEqualTo("2.101");
          var second = here.journal.find(GREETER, new PageRequest(99, first.next()));
          assertThat(second.items()).extracting(PluginChange::to).containsExactly("2.2");
          assertThat(second.next()).isNull();
          assertThat(here.journal.find(null, new PageRequest(500, null)).items()).hasSize(101);
          assertThatThrownBy(() -> here.journal.find(null, new PageRequest(9, "!")))
              .isInstanceOf(Invalid.class);
          here.platform.signIn(TestPlatform.principal(Principal.Kind.TECHNICIAN, "joe"));
          assertThatThrownBy(() -> all(here)).isInstanceOf(Forbidden.class);
        });
  }

  /** Ids of the same one come in no order, which two changes of a plugin never share. */
  private static void awaitNextMillisecond() {
    long now = System.currentTimeMillis();
    while (System.currentTimeMillis() == now) {
      Thread.onSpinWait();
    }
  }
}
