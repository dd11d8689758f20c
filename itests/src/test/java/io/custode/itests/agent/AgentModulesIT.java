// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.TestAgent;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A plugin's module comes to a real agent, changes, is held back and goes, while the agent runs.
 */
@CustodeTest
@ResourceLock(Journey.PLUGINS)
class AgentModulesIT {
  private static final Duration SOON = Duration.ofMinutes(2);

  private static void install(Custode custode, String version, boolean broken) throws IOException {
    var jar = EchoesJar.of(version, broken);
    custode.sign(jar);
    custode.shell("msp:plugin-install file:" + jar).ok();
  }

  private static JsonNode module(Journey journey) {
    return journey
        .custode()
        .get("/api/v1/tenants/" + journey.tenant() + "/endpoint-modules?plugin=echoes")
        .json()
        .path("items")
        .path(0);
  }

  private static JsonNode awaitModule(Journey journey, Predicate<JsonNode> done) {
    return await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> module(journey), done);
  }

  private static void awaitRuns(Journey journey, String version) {
    awaitModule(
        journey,
        m -> m.path("state").asText().equals("RUNNING") && m.path("has").asText().equals(version));
  }

  private static JsonNode say(Journey journey, String asset, String text) {
    var asked =
        journey
            .custode()
            .post(
                "/api/v1/tenants/" + journey.tenant() + "/actions",
                Map.of("asset", asset, "verb", "echoes.say", "input", Map.of("text", text)));
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    return journey.ended(asked.json().path("id").asText());
  }

  private static void answers(Journey journey, String asset, String version) {
    var answer = say(journey, asset, "hello");
    assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("SUCCEEDED");
    assertThat(answer.path("output").path("version").asText()).isEqualTo(version);
  }

  private static JsonNode alerts(Journey journey) {
    return journey
        .custode()
        .get("/api/v1/tenants/" + journey.tenant() + "/alerts?kind=core.module-held&active=true")
        .json()
        .path("items");
  }

  private static void awaitAlerts(Journey journey, int count) {
    await().atMost(SOON).until(() -> alerts(journey).size() == count);
  }

  private static long pid(TestAgent agent) {
    return agent.process().pid();
  }

  @Test
  void aModuleComesChangesIsHeldBackAndGoesWhileTheAgentRuns(Custode custode) throws Exception {
    var journey = Journey.of(custode, "Modules");
    var agent = journey.enrol("modules");
    var asset = journey.asset().path("id").asText();
    long process = pid(agent);
    try {
      install(custode, "1.0.0", false);
      awaitRuns(journey, "1.0.0");
      answers(journey, asset, "1.0.0");
      install(custode, "1.1.0", false);
      awaitRuns(journey, "1.1.0");
      answers(journey, asset, "1.1.0");

      // one that does not start: after three times it is held back, and the one before goes on
      install(custode, "1.2.0", true);
      var held = awaitModule(journey, m -> m.path("state").asText().equals("HELD"));
      assertThat(held.path("wanted").asText()).isEqualTo("1.2.0");
      assertThat(held.path("has").asText()).isEqualTo("1.1.0");
      assertThat(held.path("crashes").asInt()).isEqualTo(3);
      answers(journey, asset, "1.1.0");
      awaitAlerts(journey, 1);
      assertThat(alerts(journey).get(0).path("asset").asText()).isEqualTo(asset);
      assertThat(custode.shell("msp:module-list --state HELD --json").json().toString())
          .contains(asset);

      // somebody has it tried again: the same once more
      custode.shell("msp:module-release " + asset + " echoes --tenant " + journey.tenant()).ok();
      awaitAlerts(journey, 0);
      awaitAlerts(journey, 1);

      // another version ends that
      install(custode, "1.3.0", false);
      awaitRuns(journey, "1.3.0");
      awaitAlerts(journey, 0);
      answers(journey, asset, "1.3.0");

      // a thread that ends is a crash too
      for (int crash = 1; crash <= 3; crash++) {
        int crashes = crash;
        say(journey, asset, "crash");
        awaitModule(
            journey,
            m ->
                m.path("crashes").asInt() == crashes && !m.path("state").asText().equals("FAILED"));
      }
      assertThat(module(journey).path("state").asText()).isEqualTo("HELD");
      assertThat(module(journey).path("reason").asText()).contains("crashed on purpose");
      awaitAlerts(journey, 1);
    } finally {
      custode.shell("msp:plugin-uninstall echoes");
    }
    awaitModule(journey, JsonNode::isMissingNode);
    awaitAlerts(journey, 0);
    assertThat(say(journey, asset, "hello").path("state").asText()).isEqualTo("FAILED");
    assertThat(agent.home().resolve("modules/echoes").toFile().list()).containsExactly("ended");
    assertThat(agent.process().isAlive()).isTrue();
    assertThat(pid(agent)).isEqualTo(process);
  }
}
