// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.itests.journey.Journey;
import io.custode.testing.ConsoleWindow;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.PluginDoors;
import io.custode.testing.PluginPages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The monitoring plugin as anybody else's: its doors, its pages, and what a machine's page shows.
 */
@CustodeTest
@ResourceLock(Journey.PLUGINS)
class MonitoringIT {
  @Test
  void itsDoorsAreShutAndItsPagesAreAsTheyShouldBe(Custode custode) throws Exception {
    custode.shell("msp:plugin-install catalog:monitoring").ok();
    try {
      assertThat(PluginDoors.faults(custode, "monitoring")).isEmpty();
      assertThat(PluginPages.faults(custode, "monitoring")).isEmpty();
      var journey = Journey.of(custode, "Monitoring");
      try (var agent = journey.enrol("monitoring");
          var window =
              ConsoleWindow.open(custode, "/assets/" + journey.asset().path("id").asText())) {
        assertThat(agent.process().isAlive()).isTrue();
        window.awaitText("Processor");
        window.awaitText("Memory");
        assertThat(window.errors()).isEmpty();
      }
    } finally {
      custode.shell("msp:plugin-uninstall monitoring").ok();
    }
  }
}
