// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import acme.greeter.Endless;
import io.custode.api.error.Conflict;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin's start never ends: it is ended, and the version before goes on. */
class EndlessStartTest {
  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  private static String source(Installation here, TestJar jar) throws Exception {
    return here.file(acme.sign(jar.bytes()));
  }

  private static TestJar endless(String version) {
    return greeter(version)
        .type(Endless.class)
        .entry(
            "OSGI-INF/greeter.xml",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0"
                name="greeter" immediate="true">
              <implementation class="acme.greeter.Endless"/>
            </scr:component>
            """);
  }

  private static void assertRefused(Installation here, String jar, String... why) {
    assertThatThrownBy(() -> here.hot.install(jar))
        .isInstanceOf(Conflict.class)
        .hasMessageContainingAll(why)
        .hasMessageContaining("acme.greeter.Endless.<init>");
    assertThat(here.installed()).containsExactly("acmegreeter 1.0.0 ACTIVE");
    assertThat(here.node.greets()).isTrue();
  }

  private static long starting() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("custode-start"))
        .count();
  }

  @Test
  void oneThatSpinsIsEnded() throws Exception {
    Installation.with(
        TestDatabases.DERBY,
        home,
        acme,
        here -> {
          here.hot.install(source(here, greeter("1.0.0")));

          assertRefused(here, source(here, endless("1.1.0")), "it did not begin within");

          await().until(() -> starting() == 0);
          assertThat(here.node.plugins()).hasSize(1);
          here.hot.install(source(here, greeter("1.2.0")));
        });
  }

  @Test
  void whatNothingEndsHoldsUpNobody() throws Exception {
    Installation.with(
        TestDatabases.DERBY,
        home,
        acme,
        here -> {
          here.hot.install(source(here, greeter("1.0.0")));
          System.setProperty("acme.waits", "true");
          try {
            synchronized ("acme waits".intern()) {
              assertRefused(
                  here, source(here, endless("1.1.0")), "stays there until this node starts again");

              here.hot.install(source(here, TestJar.plugin("acmeother", "1.0.0")));
              var next = source(here, greeter("1.2.0"));
              assertThatThrownBy(() -> here.hot.install(next))
                  .hasMessageContaining("its version 1.1.0 is still on this node")
                  .hasMessageContaining("restart the node");
            }
          } finally {
            System.clearProperty("acme.waits");
          }
          await().until(() -> starting() == 0);
        });
  }
}
