// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The same journey on PostgreSQL and Mosquitto. */
@ResourceLock(External.LOCK)
class ExternalJourneyIT {
  @Test
  void theJourneyRunsOnPostgresqlAndMosquitto() throws IOException {
    var custode = External.shared().custode();
    var journey = Journey.of(custode, "External");
    try (var agent = journey.enrol("external")) {
      var id = journey.asset().path("id").asText();
      ThisHost.isTold(custode.get("/api/v1/assets/" + id + "/inventory").json());
      var shown = custode.shell("msp:asset-show --asset " + id + " --json").json();
      assertThat(shown.path("asset").path("online").asBoolean()).isTrue();
      assertThat(
              journey
                  .ended(journey.script(id, "echo hello"))
                  .path("output")
                  .path("stdout")
                  .asText())
          .isEqualTo("hello\n");
      assertThat(agent.process().isAlive()).isTrue();
    }
  }
}
