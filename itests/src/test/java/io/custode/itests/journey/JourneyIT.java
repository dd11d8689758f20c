// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  /** As a machine is that was made from another's disk: a home with the same key, three times. */
  @Test
  void copiesOfAnAgentBecomeAgentsOfTheirOwn(Custode custode) throws IOException {
    var journey = Journey.of(custode, "Copied");
    var first = journey.enrol("copied");
    var original = journey.asset().path("id").asText();
    first.close();
    var homes = new HashSet<String>(Set.of(first.home().toString()));
    for (var name : List.of("copy-a", "copy-b")) {
      var home = Journey.agentHome(name);
      ThisHost.tool("cp", "-a", first.home() + "/.", home.toString());
      homes.add(home.toString());
    }
    homes.forEach(home -> custode.enrolledAgent(Path.of(home)));

    var path = "/api/v1/tenants/" + journey.tenant();
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              assertThat(custode.get(path + "/agents").json().path("items"))
                  .hasSize(3)
                  .allMatch(agent -> agent.path("state").asText().equals("ONLINE"));
              assertThat(custode.get(path + "/assets").json().path("items"))
                  .hasSize(3)
                  .allMatch(asset -> asset.path("online").asBoolean());
            });
    var agents = custode.get(path + "/agents").json().path("items");
    assertThat(agents).filteredOn(agent -> agent.path("copyOf").isTextual()).hasSize(2);
    var of = new HashMap<String, String>();
    for (var agent : agents) {
      of.put(agent.path("asset").asText(), agent.path("id").asText());
    }
    assertThat(of).hasSize(3).containsKey(original);
    assertThat(new HashSet<>(of.values())).hasSize(3);
    var reached = new HashSet<String>();
    for (var asset : of.keySet()) {
      var ended = journey.ended(journey.script(asset, "cd ../.. && pwd"));
      var home = ended.path("output").path("stdout").asText().strip();
      assertThat(reached.add(home)).as(home + " twice").isTrue();
      assertThat(Files.readString(Path.of(home, "identity"))).contains(of.get(asset));
    }
    assertThat(reached).isEqualTo(homes);
  }
}
