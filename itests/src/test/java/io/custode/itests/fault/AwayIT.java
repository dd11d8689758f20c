// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.journey.External;
import io.custode.itests.journey.Journey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Database or broker is away for a minute: a clear error, recovery by itself, nothing lost. */
@Order(4)
@ResourceLock(External.LOCK)
class AwayIT {
  private static final Duration AWAY =
      Duration.ofSeconds(Integer.getInteger("custode.it.away", 60));

  /** Two missed samples of the ten-second rhythm would show as a gap. */
  private static final Duration LARGEST_GAP = Duration.ofSeconds(25);

  private static void pass(Duration time) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(time.toMillis()));
  }

  @Test
  void aBrokerThatIsAwayLosesNoActionAndNoMetric() {
    var external = External.shared();
    var journey = Journey.of(external.custode(), "Broker away");
    try (var agent = journey.enrol("away-broker")) {
      var asset = journey.asset().path("id").asText();
      var before = Instant.now();
      external.killBroker();
      var queued = new ArrayList<String>();
      for (int i = 0; i < 5; i++) {
        queued.add(journey.script(asset, "echo " + i));
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(external.custode().anonymous().get("/health").status())
                      .isEqualTo(503));
      assertThat(external.custode().get("/api/v1/assets").status())
          .as("everything else works")
          .isEqualTo(200);
      pass(AWAY);
      external.startBroker();
      external.awaitHealthy();
      queued.forEach(
          id -> assertThat(journey.ended(id).path("state").asText()).isEqualTo("SUCCEEDED"));
      noGap(journey, asset, before);
      assertThat(agent.process().isAlive()).isTrue();
    }
  }

  @Test
  void aDatabaseThatIsAwayLosesNoActionAndNoMetric() {
    var external = External.shared();
    var custode = external.custode();
    var journey = Journey.of(custode, "Database away");
    try (var agent = journey.enrol("away-database")) {
      var asset = journey.asset().path("id").asText();
      var before = Instant.now();
      var running = journey.script(asset, "sleep 20; echo late");
      external.databaseLine().cut();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(custode.anonymous().get("/health").status()).isEqualTo(503));
      var asked = Instant.now();
      var refused = custode.get("/api/v1/assets");
      assertThat(refused.status()).as(refused.body()).isEqualTo(503);
      assertThat(refused.json().path("type").asText()).isEqualTo("urn:custode:problem:unavailable");
      assertThat(refused.json().path("todo").asText()).isNotBlank();
      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(15));
      pass(AWAY);
      external.databaseLine().mend();
      external.awaitHealthy();
      assertThat(journey.ended(running).path("output").path("stdout").asText()).isEqualTo("late\n");
      assertThat(journey.ended(journey.script(asset, "echo back")).path("state").asText())
          .isEqualTo("SUCCEEDED");
      noGap(journey, asset, before);
      assertThat(agent.process().isAlive()).isTrue();
    }
  }

  static void noGap(Journey journey, String asset, Instant from) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              var times =
                  times(journey.custode().get("/api/v1/assets/" + asset + "/metrics").json());
              assertThat(times).isNotEmpty();
              assertThat(times.get(times.size() - 1)).isAfter(Instant.now().minusSeconds(30));
              var at = from;
              for (var next : times) {
                if (next.isAfter(from)) {
                  assertThat(Duration.between(at, next))
                      .as("gap after " + at)
                      .isLessThan(LARGEST_GAP);
                  at = next;
                }
              }
            });
  }

  private static List<Instant> times(JsonNode page) {
    var times = new ArrayList<Instant>();
    for (var point : page.path("items")) {
      if (point.path("name").asText().equals("cpu.used")) {
        times.add(Instant.parse(point.path("at").asText()));
      }
    }
    times.sort(null);
    return times;
  }
}
