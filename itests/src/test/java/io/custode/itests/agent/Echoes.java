// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** The plugin {@code echoes}, as it is on one machine. */
record Echoes(Journey journey, String asset) {
  private static final Duration SOON = Duration.ofMinutes(5);

  static Echoes on(Journey journey) {
    return new Echoes(journey, journey.asset().path("id").asText());
  }

  static void install(Custode custode, String version, boolean broken) throws IOException {
    var jar = EchoesJar.of(version, broken);
    custode.sign(jar);
    custode.shell("msp:plugin-install file:" + jar).ok();
  }

  JsonNode module() {
    return journey
        .custode()
        .get("/api/v1/tenants/" + journey.tenant() + "/endpoint-modules?plugin=echoes")
        .json()
        .path("items")
        .path(0);
  }

  JsonNode awaitModule(Predicate<JsonNode> done) {
    return await().atMost(SOON).pollInterval(Duration.ofMillis(300)).until(this::module, done);
  }

  void awaitRuns(String version) {
    awaitModule(
        m -> m.path("state").asText().equals("RUNNING") && m.path("has").asText().equals(version));
  }

  JsonNode awaitHeld() {
    return awaitModule(m -> m.path("state").asText().equals("HELD"));
  }

  JsonNode say(String text) {
    var asked =
        journey
            .custode()
            .post(
                "/api/v1/tenants/" + journey.tenant() + "/actions",
                Map.of("asset", asset, "verb", "echoes.say", "input", Map.of("text", text)));
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    return journey.ended(asked.json().path("id").asText());
  }

  void answers(String version) {
    var answer = say("hello");
    assertThat(answer.path("state").asText()).as(answer.toString()).isEqualTo("SUCCEEDED");
    assertThat(answer.path("output").path("version").asText()).isEqualTo(version);
  }

  JsonNode alerts() {
    return journey
        .custode()
        .get("/api/v1/tenants/" + journey.tenant() + "/alerts?kind=core.module-held&active=true")
        .json()
        .path("items");
  }

  void awaitAlerts(int count) {
    await().atMost(SOON).until(() -> alerts().size() == count);
  }
}
