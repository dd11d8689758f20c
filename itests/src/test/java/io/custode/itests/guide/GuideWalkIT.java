// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.itests.journey.Journey;
import io.custode.testing.ConsoleWindow;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.Part;
import io.custode.testing.PluginDoors;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * From the kit to a page, a route, a command and an action, by what the vendor guide says alone.
 */
@Order(3)
@CustodeTest
@ResourceLock(Journey.PLUGINS)
class GuideWalkIT {
  private static final String GREETINGS = "/api/v1/plugins/acmehello/greetings";

  @TempDir Path desk;

  @Test
  void tenMinutes(Custode custode) throws Exception {
    Part.requires("chromium");
    var blocks = Walk.blocks();
    var walk = new Walk(desk, custode);
    var started = System.nanoTime();
    AutoCloseable undo = () -> walk.type(blocks.subList(blocks.size() - 1, blocks.size()), 2);
    try (undo) {
      var said = walk.type(blocks.subList(0, blocks.size() - 1), 8);

      var took = Duration.ofNanos(System.nanoTime() - started);
      System.out.println("GuideWalkIT: " + took.toSeconds() + " s of machine time");
      assertThat(said)
          .contains("BUILD SUCCESS", "Tests run: 4, Failures: 0", "Hello from a plugin.")
          .contains("written by command", "\"message\":\"Hello Ada\"");
      seen(custode);
      assertThat(took).isLessThan(Duration.ofMinutes(3));
    }
    assertThat(custode.get(GREETINGS).status()).isEqualTo(404);
  }

  private static void seen(Custode custode) {
    assertThat(custode.get(GREETINGS).status()).isEqualTo(200);
    assertThat(PluginDoors.faults(custode, "acmehello")).isEmpty();
    try (var window = ConsoleWindow.open(custode, "/p/acmehello/greetings")) {
      window.awaitText("Hello from acmehello 1.0.0!");
      window.awaitText("Machines that you see: ");
      assertThat(window.errors()).isEmpty();
      window.evaluate("console.error('on purpose')");
      await().untilAsserted(() -> assertThat(window.errors()).hasSize(1));
    }
  }
}
