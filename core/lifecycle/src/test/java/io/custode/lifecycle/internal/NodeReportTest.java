// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.access.Principal;
import io.custode.api.error.Forbidden;
import io.custode.api.error.NotFound;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.InstalledPlugin.State;
import io.custode.api.plugin.PluginHealth;
import io.custode.api.plugin.PluginId;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What nodes say of the plugins on them. */
class NodeReportTest {
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
          here.hot.install(source(here, "1.0.0"));
          work.on(here);
        });
  }

  private static String source(Installation here, String version) throws Exception {
    return here.file(acme.sign(greeter(version).bytes()));
  }

  private static List<PluginHealth> said(Installation here) {
    return here.report.find(GREETER, PageRequest.first()).items();
  }

  private static PluginHealth say(Installation here) {
    here.report.say();
    assertThat(said(here)).hasSize(1);
    return said(here).get(0);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void itSaysWhatRunsAndWhyNot(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          var works = say(here);
          assertThat(works.state()).isEqualTo(State.ACTIVE);
          assertThat(works.version()).isEqualTo("1.0.0");
          assertThat(works.routes()).isEqualTo(1);
          assertThat(works.commands()).isZero();
          assertThat(works.fault()).isEmpty();
          assertThat(works.live()).isTrue();
          var again = say(here);
          assertThat(again.since()).isEqualTo(works.since());
          assertThat(again.seenAt()).isAfter(works.seenAt());

          // it would be started again
          here.watch.stop();
          here.plugins.stop(here.node.plugins().get(0));
          var stopped = say(here);
          assertThat(stopped.state()).isEqualTo(State.FAILED);
          assertThat(stopped.fault()).isEqualTo("It is stopped.");
          assertThat(stopped.routes()).isZero();
          assertThat(stopped.since()).isAfter(works.since());

          here.restart("cache", true);
          assertThat(say(here).state()).isEqualTo(State.HELD);
          here.restart();
          assertThat(say(here).state()).isEqualTo(State.ACTIVE);

          here.hot.uninstall(GREETER);
          here.report.say();
          assertThat(here.report.find(null, PageRequest.first()).items()).isEmpty();
          assertThatThrownBy(() -> said(here)).isInstanceOf(NotFound.class);
        });
  }

  /** It stops and starts then, which says nothing about how it is. */
  @Test
  void aChangeIsNoFault() throws Exception {
    with(
        TestDatabases.DERBY,
        here -> {
          var before = say(here);
          here.gate.onHold =
              () -> {
                here.plugins.stop(here.node.plugins().get(0));
                CompletableFuture.runAsync(here.report::say).join();
              };
          here.hot.install(source(here, "1.1.0"));
          assertThat(said(here).get(0).state()).isEqualTo(State.ACTIVE);
          assertThat(said(here).get(0).version()).isEqualTo("1.0.0");
          assertThat(said(here).get(0).seenAt()).isAfter(before.seenAt());
          assertThat(say(here).version()).isEqualTo("1.1.0");
        });
  }

  @Test
  void whoSaysNothingIsNotLiveAndThenForgotten(@TempDir Path another) throws Exception {
    with(
        TestDatabases.POSTGRESQL,
        here -> {
          acme.trustIn(another, "acme");
          try (var there = new Installation(another, here.database, here.store.store())) {
            here.report.say();
            there.report.say();
            assertThat(said(here))
                .extracting(PluginHealth::node)
                .doesNotHaveDuplicates()
                .hasSize(2);
            var first = here.report.find(null, PageRequest.first(1));
            assertThat(first.items()).hasSize(1);
            assertThat(here.report.find(null, new PageRequest(1, first.next())).items())
                .hasSize(1)
                .doesNotContainAnyElementsOf(first.items());

            wasSeen(there, "2 minutes");
            here.report.say();
            assertThat(said(here))
                .extracting(health -> health.node() + " " + health.live())
                .containsExactlyInAnyOrder(
                    here.settings.node() + " true", there.settings.node() + " false");

            wasSeen(there, "25 hours");
            here.report.say();
            assertThat(said(here))
                .extracting(PluginHealth::node)
                .containsExactly(here.settings.node());
            here.platform.signIn(TestPlatform.principal(Principal.Kind.TECHNICIAN, "joe"));
            assertThatThrownBy(() -> said(here)).isInstanceOf(Forbidden.class);
          }
        });
  }

  static void wasSeen(Installation there, String ago) throws Exception {
    try (var connection = there.database.owner();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "update lifecycle.node set seen_at = seen_at - cast(extract(epoch from interval '"
              + ago
              + "') * 1000000 as bigint) where name = '"
              + there.settings.node()
              + "'");
    }
  }

  /** What one node says is looked at by another, whose clock is off. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void clocksNeedNotAgree(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          for (var off :
              List.of(
                  Duration.ofMinutes(1),
                  Duration.ofMinutes(-1),
                  Duration.ofHours(1),
                  Duration.ofHours(-1),
                  Duration.ofHours(-25))) {
            var there = here.report(Clock.offset(Clock.systemUTC(), off));
            here.report.say();
            assertThat(there.find(GREETER, PageRequest.first()).items())
                .singleElement()
                .satisfies(health -> assertThat(health.live()).as("seen by %s", off).isTrue());

            there.say();
            assertThat(said(here))
                .singleElement()
                .satisfies(health -> assertThat(health.live()).as("said by %s", off).isTrue());
          }
        });
  }

  @Test
  void nobodyAsksForOneThatIsNotThere() throws Exception {
    with(
        TestDatabases.DERBY,
        here ->
            assertThatThrownBy(() -> here.report.find(PluginId.of("acmenone"), PageRequest.first()))
                .isInstanceOf(NotFound.class));
  }
}
