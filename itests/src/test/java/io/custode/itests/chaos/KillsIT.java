// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.journey.External;
import io.custode.itests.journey.Journey;
import io.custode.testing.TestAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A thousand actions while agent, broker and platform are killed: each ends exactly once in effect,
 * or unknown with its reason. More kills by {@code -Dcustode.it.kills=N}, the same ones again by
 * {@code -Dcustode.it.seed=S}.
 */
@ResourceLock(External.LOCK)
class KillsIT {
  private static final int ACTIONS = Integer.getInteger("custode.it.actions", 1000);
  private static final int KILLS = Integer.getInteger("custode.it.kills", 5);
  private static final long SEED = Long.getLong("custode.it.seed", System.nanoTime());

  @Test
  void everyActionEndsOnceInEffectOrUnknownWithItsReason() throws IOException {
    System.out.println("KillsIT seed " + SEED + ", " + ACTIONS + " actions, " + KILLS + " kills");
    var random = new Random(SEED);
    var external = External.shared();
    var journey = Journey.of(external.custode(), "Kills");
    try (var agent = journey.enrol("kills")) {
      var asset = journey.asset().path("id").asText();
      var effects = Files.createTempFile(Path.of("target"), "effects", ".txt").toAbsolutePath();
      var numbers = new HashMap<String, Integer>();
      for (int n = 0; n < ACTIONS; n++) {
        numbers.put(journey.script(asset, "sleep 0.1; echo " + n + " >> " + effects), n);
      }
      for (var victim : victims(random)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1000 + random.nextInt(4000)));
        kill(victim, external, agent);
      }
      var ended = awaitAllEnded(journey);
      check(ended, numbers, effects);
    }
  }

  private static List<String> victims(Random random) {
    var kinds = List.of("agent", "broker", "platform");
    var victims = new ArrayList<>(kinds.subList(0, Math.min(3, KILLS)));
    while (victims.size() < KILLS) {
      victims.add(kinds.get(random.nextInt(kinds.size())));
    }
    Collections.shuffle(victims, random);
    System.out.println("KillsIT kills " + victims);
    return victims;
  }

  private static void kill(String victim, External external, TestAgent agent) {
    switch (victim) {
      case "agent" -> {
        agent.kill9();
        agent.startAgain();
      }
      case "broker" -> {
        external.killBroker();
        external.startBroker();
      }
      default -> {
        external.custode().kill9();
        external.custode().startAgain();
      }
    }
  }

  private static List<JsonNode> awaitAllEnded(Journey journey) {
    return await()
        .atMost(Duration.ofMinutes(6))
        .pollInterval(Duration.ofSeconds(3))
        .ignoreExceptions()
        .until(
            () -> all(journey),
            all ->
                all.size() >= ACTIONS
                    && all.stream().allMatch(a -> a.path("finishedAt").isTextual()));
  }

  private static List<JsonNode> all(Journey journey) {
    var all = new ArrayList<JsonNode>();
    var cursor = "";
    do {
      var page =
          journey
              .custode()
              .get(
                  "/api/v1/tenants/"
                      + journey.tenant()
                      + "/actions?limit=500"
                      + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
              .json();
      page.path("items").forEach(all::add);
      cursor = page.path("next").isTextual() ? page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    return all;
  }

  private static void check(List<JsonNode> ended, Map<String, Integer> numbers, Path effects)
      throws IOException {
    var times = new HashMap<Integer, Integer>();
    Files.readAllLines(effects)
        .forEach(line -> times.merge(Integer.parseInt(line.strip()), 1, Integer::sum));
    var states = new HashMap<String, Integer>();
    for (var action : ended) {
      var state = action.path("state").asText();
      states.merge(state, 1, Integer::sum);
      var n = numbers.get(action.path("id").asText());
      assertThat(n).as("an action nobody asked for: " + action).isNotNull();
      int happened = times.getOrDefault(n, 0);
      if (state.equals("SUCCEEDED")) {
        assertThat(happened).as("effect of " + action).isEqualTo(1);
      } else {
        assertThat(state).as(action.toString()).isEqualTo("UNKNOWN");
        assertThat(action.path("reason").asText()).as(action.toString()).isNotBlank();
        assertThat(happened).as("effect of " + action).isLessThanOrEqualTo(1);
      }
    }
    System.out.println("KillsIT ended " + states);
    assertThat(ended).hasSize(ACTIONS);
    assertThat(states.getOrDefault("SUCCEEDED", 0)).isGreaterThan(ACTIONS * 9 / 10);
  }
}
