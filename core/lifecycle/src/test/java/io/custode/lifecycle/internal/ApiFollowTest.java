// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.ApiBundlesTest.apis;
import static io.custode.lifecycle.internal.ApiBundlesTest.heard;
import static io.custode.lifecycle.internal.ApiJars.ASK;
import static io.custode.lifecycle.internal.ApiJars.OFFER;
import static io.custode.lifecycle.internal.ApiJars.READ;
import static io.custode.lifecycle.internal.ApiJars.WISH;
import static io.custode.lifecycle.internal.ApiJars.api;
import static io.custode.lifecycle.internal.ApiJars.ask;
import static io.custode.lifecycle.internal.ApiJars.offer;
import static io.custode.lifecycle.internal.ApiJars.read;
import static io.custode.lifecycle.internal.ApiJars.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.plugin.PluginId;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Another node updated a plugin that brings an API: this one holds and wires anew whom that did.
 */
class ApiFollowTest {
  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;

  /** Plugins that were stopped while requests to them were let in. */
  private final List<PluginId> stoppedOpen = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  private interface Work {
    void on(Installation here) throws Exception;
  }

  /** With a provider and those who import from its API, [1.0,2). */
  private void with(TestDatabases kind, List<TestJar> users, Work work) throws Exception {
    acme.trustIn(home, "acme");
    try (var database = kind.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      install(here, offer("1.0.0", api("1.0.0"), "[1.0,1.1)"));
      for (var user : users) {
        install(here, user);
      }
      here.start.stop();
      here.gate.holds.clear();
      here.node.touched().clear();
      here.node
          .context()
          .addBundleListener(
              (SynchronousBundleListener)
                  event -> {
                    var location = event.getBundle().getLocation();
                    if (event.getType() == BundleEvent.STOPPING
                        && location.startsWith(PluginJar.LOCATION)
                        && !here.gate.isHeld(PluginJar.idOf(location))) {
                      stoppedOpen.add(PluginJar.idOf(location));
                    }
                  });
      work.on(here);
    }
  }

  private static void install(Installation here, TestJar jar) throws Exception {
    here.hot.install(here.file(acme.sign(jar.bytes())));
  }

  /** As another node left it: the rows say it, the bundles here are still those of before. */
  private ApiMove elsewhere(Installation here, TestJar jar) throws Exception {
    var next =
        PluginJar.of(
            new JarCheck(home.resolve("scratch"), here.clock)
                .check(acme.sign(jar.bytes()), Trust.of(Set.of(acme.certificate()))));
    var move = new ApiBundles(here.rows, here.plugins).move(next);
    here.rows.installed(next, move, here.clock.instant(), Installation.event(next));
    return move;
  }

  private void assertAllOpen(Installation here) {
    assertThat(stoppedOpen).isEmpty();
    assertThat(here.gate.holds).noneMatch(here.gate::isHeld);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoIsWiredAnewIsHeldWhetherOrNotItNeedsTheService(TestDatabases kind) throws Exception {
    with(
        kind,
        List.of(ask("1.0.0", "[1.0,2)"), wish("1.0.0", "[1.0,2)")),
        here -> {
          assertThat(heard(here, WISH)).isEqualTo("hello");
          var move = elsewhere(here, offer("1.1.0", api("1.1.0"), "[1.1,1.2)"));
          assertThat(move.restarts()).containsExactlyInAnyOrder(ASK, WISH);

          here.follow();

          assertThat(here.gate.holds).containsExactlyInAnyOrder(ASK, WISH, OFFER);
          assertAllOpen(here);
          assertThat(here.installed())
              .containsExactly(
                  "acmeask 1.0.0 ACTIVE", "acmeoffer 1.1.0 ACTIVE", "acmewish 1.0.0 ACTIVE");
          assertThat(heard(here, ASK)).isEqualTo("hello");
          assertThat(heard(here, WISH)).isEqualTo("hello");
          assertThat(apis(here)).containsExactly("1.1.0");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatStaysForOthersKeepsNobodyFromMeetingTheNewOne(TestDatabases kind) throws Exception {
    with(
        kind,
        List.of(ask("1.0.0", "[1.0,2)"), read("1.0.0", "[1.0,2)"), wish("1.0.0", "[1.0,2)")),
        here -> {
          elsewhere(here, offer("1.1.0", api("1.1.0"), "[1.1,1.2)"));

          here.follow();

          assertThat(here.gate.holds).containsExactlyInAnyOrder(ASK, WISH, OFFER);
          assertAllOpen(here);
          assertThat(heard(here, ASK)).isEqualTo("hello");
          assertThat(heard(here, WISH)).isEqualTo("hello");
          assertThat(heard(here, READ)).isEqualTo("acme.api.Greeting");
          assertThat(here.node.touched()).doesNotContain("acme-acmeread");
          assertThat(apis(here)).containsExactly("1.0.0", "1.1.0");
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoIsLeftBehindIsNotWaitedFor(TestDatabases kind) throws Exception {
    with(
        kind,
        List.of(ask("1.0.0", "[1.0,2)"), wish("1.0.0", "[1.0,2)")),
        here -> {
          assertThat(heard(here, ASK)).isEqualTo("hello");
          elsewhere(here, offer("2.0.0", api("2.0.0"), "[2.0,2.1)"));

          here.follow();

          assertThat(here.gate.holds).containsExactly(OFFER);
          assertThat(heard(here, WISH)).isEqualTo("acme.api.Greeting");
          assertThat(here.installed())
              .contains("acmeask 1.0.0 FAILED", "acmeoffer 2.0.0 ACTIVE", "acmewish 1.0.0 ACTIVE");
        });
  }
}
