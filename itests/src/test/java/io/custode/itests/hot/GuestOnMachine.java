// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.journey.Journey;
import io.custode.testing.TestAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionFactory;

/** A real agent to which guest's endpoint module comes, and from which it goes. */
final class GuestOnMachine {
  private static final String MODULE = "guest-agent";

  private final Journey journey;
  private final TestAgent agent;
  private final String asset;

  private GuestOnMachine(Journey journey, TestAgent agent, String asset) {
    this.journey = journey;
    this.agent = agent;
    this.asset = asset;
  }

  static GuestOnMachine of(Journey journey) {
    var agent = journey.enrol("guest");
    return new GuestOnMachine(journey, agent, journey.asset().path("id").asText());
  }

  /** The module's own action tells that version, as soon as it runs there. */
  void answers(String version) {
    // told to the platform a moment later: the machine itself knows first
    soon().until(() -> kept().contains("\\\"version\\\":\\\"" + version + "\\\""));
    var told = ask();
    assertThat(told.path("state").asText()).as(told.toString()).isEqualTo("SUCCEEDED");
    assertThat(told.path("output").path("version").asText()).isEqualTo(version);
  }

  /** What vouches for the module that runs on the machine; empty for none. */
  private String kept() throws IOException {
    var current = agent.home().resolve("modules").resolve(MODULE).resolve("current");
    return Files.exists(current) ? Files.readString(current) : "";
  }

  /** Neither the platform nor the machine's disk has it any more. */
  void isRid() {
    soon().until(() -> module().isMissingNode());
    assertThat(agent.home().resolve("modules").resolve(MODULE).toFile().list())
        .containsExactly("ended");
  }

  private JsonNode module() {
    return journey
        .custode()
        .get("/api/v1/tenants/" + journey.tenant() + "/endpoint-modules?plugin=guest")
        .json()
        .path("items")
        .path(0);
  }

  private JsonNode ask() {
    var actions = "/api/v1/tenants/" + journey.tenant() + "/actions";
    var asked =
        journey
            .custode()
            .post(
                actions,
                Map.of("asset", asset, "verb", MODULE + ".tell-version", "input", Map.of()));
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    var id = asked.json().path("id").asText();
    return soon().until(() -> journey.action(id), a -> a.path("finishedAt").isTextual());
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50));
  }
}
