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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that runs replaces itself, by a release that the platform keeps. */
@Order(6)
@CustodeTest
class AgentUpgradeIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  @TempDir Path directory;

  private static void add(Custode custode, Path archive) throws IOException {
    var added = custode.admin().upload("/api/v1/agent-releases", Files.readAllBytes(archive));
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    Files.delete(archive);
  }

  private static String upgrade(Journey journey, String asset, String version) {
    var answer =
        journey
            .custode()
            .post(
                "/api/v1/tenants/" + journey.tenant() + "/commands/msp.agent-upgrade",
                Map.of("asset", asset, "version", version));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("id").asText();
  }

  private static JsonNode ended(Journey journey, String action) {
    return await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> journey.action(action), a -> a.path("finishedAt").isTextual());
  }

  private static JsonNode agent(Journey journey) {
    return journey
        .custode()
        .get("/api/v1/tenants/" + journey.tenant() + "/agents")
        .json()
        .path("items")
        .get(0);
  }

  private static void awaitVersion(Journey journey, String version) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(agent(journey).path("version").asText()).isEqualTo(version);
              assertThat(agent(journey).path("state").asText()).isEqualTo("ONLINE");
            });
  }

  private static void kill(TestAgent agent, String when) {
    var file = agent.home().resolve("program").resolve(when);
    await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> Files.exists(file));
    agent.kill9();
  }

  @Test
  void anAgentReplacesItselfAndGoesBackFromABrokenOne(Custode custode) throws Exception {
    var journey = Journey.of(custode, "Upgrade");
    var agent = journey.enrol("upgrade");
    var asset = journey.asset().path("id").asText();
    var before = agent(journey).path("version").asText();

    var archive = NextRelease.good(directory, "90.1.0");
    var line = "msp:agent-release-add " + archive + " --json";
    var added = custode.shell(line).json();
    assertThat(added.path("version").asText()).isEqualTo("90.1.0");
    assertThat(custode.shell(line).json().path("id")).isEqualTo(added.path("id"));
    Files.delete(archive);

    // a script that runs is not cut off
    var script = journey.script(asset, "sleep 5; echo whole");
    var upgraded = ended(journey, upgrade(journey, asset, "90.1.0"));
    assertThat(upgraded.path("state").asText()).as(upgraded.toString()).isEqualTo("SUCCEEDED");
    assertThat(upgraded.path("output").path("version").asText()).isEqualTo("90.1.0");
    assertThat(ended(journey, script).path("output").path("stdout").asText()).isEqualTo("whole\n");
    awaitVersion(journey, "90.1.0");
    assertThat(ended(journey, journey.script(asset, "true")).path("state").asText())
        .isEqualTo("SUCCEEDED");
    var again =
        custode.post(
            "/api/v1/tenants/" + journey.tenant() + "/commands/msp.agent-upgrade",
            Map.of("asset", asset, "version", "90.1.0"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("agent-up-to-date");

    // a rollout of one that does not run
    add(custode, NextRelease.broken(directory, "90.2.0"));
    var rollout =
        custode.post(
            "/api/v1/tenants/" + journey.tenant() + "/rollouts",
            Map.of(
                "name",
                "Broken",
                "step",
                "core.agent-upgrade",
                "target",
                Map.of("version", "90.2.0"),
                "rings",
                List.of(Map.of("afterDays", 0)),
                "maxFailedPercent",
                0,
                "minObserved",
                1));
    assertThat(rollout.status()).as(rollout.body()).isEqualTo(201);
    var assets =
        "/api/v1/tenants/"
            + journey.tenant()
            + "/rollouts/"
            + rollout.json().path("id").asText()
            + "/assets";
    var failed =
        await()
            .atMost(Duration.ofMinutes(5))
            .pollInterval(Duration.ofSeconds(2))
            .until(
                () -> {
                  // else it moves once a minute
                  custode.post("/api/v1/jobs/core.rollout-run/runs", "{}");
                  return custode.get(assets).json().path("items").path(0);
                },
                one -> one.path("endedAt").isTextual());
    assertThat(failed.path("state").asText()).isEqualTo("FAILED");
    assertThat(failed.path("reason").asText())
        .isEqualTo(
            "It ended at each of 3 starts before the platform welcomed it. Version 90.1.0 runs");
    awaitVersion(journey, "90.1.0");
    assertThat(agent.process().isAlive()).isTrue();

    // what is installed is older than what it fetched, also at the next start
    agent.close();
    agent.startAgain();
    awaitVersion(journey, "90.1.0");
    assertThat(before).isNotEqualTo("90.1.0");
    assertThat(agent.home().resolve("program").toFile().list())
        .containsExactlyInAnyOrder("90.1.0", "current", "failed");
    for (JsonNode release : custode.get("/api/v1/agent-releases").json().path("items")) {
      if (release.path("version").asText().matches("90\\.[12]\\.0")) {
        custode.shell("msp:agent-release-remove " + release.path("id").asText()).ok();
      }
    }
  }

  @Test
  void aKilledAgentRunsTheOldVersionOrTheNew(Custode custode) throws Exception {
    var journey = Journey.of(custode, "Killed");
    var agent = journey.enrol("killed");
    var asset = journey.asset().path("id").asText();
    var before = agent(journey).path("version").asText();
    add(custode, NextRelease.good(directory, "90.3.0"));

    for (var when : List.of("archive.part", "unpacked.part")) {
      var action = upgrade(journey, asset, "90.3.0");
      kill(agent, when);
      agent.startAgain();
      var ended = ended(journey, action);
      assertThat(ended.path("state").asText()).as(when + ended).isEqualTo("FAILED");
      assertThat(ended.path("reason").asText()).contains("nothing was changed");
      awaitVersion(journey, before);
      assertThat(agent.home().resolve("program")).isEmptyDirectory();
    }
    var action = upgrade(journey, asset, "90.3.0");
    kill(agent, "next");
    // the launcher was killed too: the next start is the first of the probation, or the second
    agent.startAgain();
    var ended = ended(journey, action);
    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
    awaitVersion(journey, "90.3.0");
    agent.kill9();
    agent.startAgain();
    awaitVersion(journey, "90.3.0");
    assertThat(agent.home().resolve("program").toFile().list())
        .containsExactlyInAnyOrder("90.3.0", "current");
  }
}
