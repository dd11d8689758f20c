// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.ApiJars.OFFER;
import static io.custode.lifecycle.internal.ApiJars.api;
import static io.custode.lifecycle.internal.ApiJars.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Conflict;
import io.custode.api.plugin.PluginId;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several plugins wait for one that changes: what they wait for has one limit for all. */
class SharedHoldTest {
  private static final List<String> CALLERS =
      List.of("acmefour", "acmeone", "acmethree", "acmetwo");
  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  /** Work on an installation where four plugins call a fifth. */
  private interface Work {
    void on(Installation here) throws Exception;
  }

  private void with(Work work) throws Exception {
    acme.trustIn(home, "acme");
    try (var database = TestDatabases.DERBY.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      install(here, offer("1.0.0", api("1.0.0"), "[1.0,1.1)"));
      for (var caller : CALLERS) {
        install(here, ApiJars.calling(caller, "1.0.0", "[1.0,2)"));
      }
      here.gate.told.clear();
      here.gate.holds.clear();
      work.on(here);
    }
  }

  private static void install(Installation here, TestJar jar) throws Exception {
    here.hot.install(here.file(acme.sign(jar.bytes())));
  }

  private static List<String> all(String version) {
    var all = new ArrayList<>(List.of("acmeoffer " + version + " ACTIVE"));
    CALLERS.forEach(caller -> all.add(caller + " 1.0.0 ACTIVE"));
    return all;
  }

  @Test
  void drainsTakeTheTimeOfOne() throws Exception {
    with(
        here -> {
          here.gate.busy = true;
          long begun = System.nanoTime();
          install(here, offer("1.1.0", api("1.0.0"), "[1.0,1.1)"));

          assertThat(here.gate.holds)
              .containsAll(CALLERS.stream().map(PluginId::of).toList())
              .endsWith(OFFER);
          assertThat(here.gate.drained)
              .as("of %s", Duration.ofNanos(System.nanoTime() - begun))
              .isBetween(Duration.ofMillis(900), Duration.ofMillis(1500));
          assertThat(here.installed()).containsExactlyInAnyOrderElementsOf(all("1.1.0"));
        });
  }

  @Test
  void whatDoesNotWorkWhileOthersCanWaitGoesBack() throws Exception {
    with(
        here -> {
          // three of them in turn would do
          here.gate.publishing = Duration.ofMillis(900);
          assertThatThrownBy(() -> install(here, offer("1.1.0", api("1.0.0"), "[1.0,1.1)")))
              .isInstanceOf(Conflict.class)
              .hasMessageContaining("were not published in time");

          here.gate.publishing = Duration.ZERO;
          assertThat(here.installed()).containsExactlyInAnyOrderElementsOf(all("1.0.0"));
          install(here, offer("1.1.0", api("1.0.0"), "[1.0,1.1)"));
          assertThat(here.installed()).containsExactlyInAnyOrderElementsOf(all("1.1.0"));
        });
  }
}
