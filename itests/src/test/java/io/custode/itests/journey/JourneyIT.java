// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** On Derby and the embedded broker, as a first start has them. */
@CustodeTest
class JourneyIT {
  @Test
  void thisMachineEnrolsIsSeenThroughEveryDoorAndRunsAScript(Custode custode) throws IOException {
    var journey = Journey.of(custode, "Journey");
    journey.enrol("journey");
    var id = journey.asset().path("id").asText();

    ThisHost.isTold(custode.get("/api/v1/assets/" + id + "/inventory").json());
    var inShell = custode.shell("msp:asset-list --tenant " + journey.tenant() + " --json").json();
    assertThat(inShell.path("items").get(0).path("id").asText()).isEqualTo(id);
    assertThat(inShell.path("items").get(0).path("name").asText())
        .isEqualTo(ThisHost.tool("uname", "-n"));

    var ended = journey.ended(journey.script(id, "echo out; echo err >&2; exit 3"));
    assertThat(ended.path("state").asText()).isEqualTo("FAILED");
    assertThat(ended.path("output").path("exitCode").asInt()).isEqualTo(3);
    assertThat(ended.path("output").path("stdout").asText()).isEqualTo("out\n");
    assertThat(ended.path("output").path("stderr").asText()).isEqualTo("err\n");
    assertThat(journey.ended(journey.script(id, "true")).path("state").asText())
        .isEqualTo("SUCCEEDED");

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(custode.get("/api/v1/assets/" + id + "/metrics").json().path("items"))
                    .anyMatch(point -> point.path("name").asText().equals("cpu.used")));
  }
}
