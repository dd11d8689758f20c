// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.journey.External;
import io.custode.itests.journey.Fleet;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.TestAgent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The monitoring plugin on PostgreSQL and Mosquitto, while things are killed. */
@ResourceLock(External.LOCK)
class MetricsIT {
  private static final int AGENTS = 60;
  private static final int VALUES = 20;
  private static final Pattern SENT =
      Pattern.compile("metrics: (\\d+) batches .*, (\\d+) acknowledged");
  private static final Path HERE = Path.of("target/metrics").toAbsolutePath();

  /** Simulated agents say again what is not acknowledged, as real ones do. */
  @Test
  void whatWasMeasuredIsKeptOnceWhateverIsKilled() throws Exception {
    var external = External.shared();
    var custode = external.custode();
    custode.shell("msp:plugin-install catalog:monitoring").ok();
    var journey = Journey.of(custode, "Metrics");
    try (var agent = journey.enrol("metrics");
        var fleet =
            Fleet.of(
                custode,
                AGENTS,
                Files.createDirectories(HERE),
                "--values",
                Integer.toString(VALUES),
                "--metrics",
                "1",
                "--come-back",
                "3")) {
      var asset = journey.asset().path("id").asText();
      pause(5);
      custode.kill9();
      custode.startAgain();
      pause(5);
      external.killBroker();
      external.startBroker();
      external.awaitHealthy();
      pause(5);
      update(custode);
      pause(5);
      custode.kill9();
      custode.startAgain();
      pause(5);

      var said = fleet.stop();
      var sent = SENT.matcher(said);
      assertThat(sent.find()).as(said).isTrue();
      long batches = Long.parseLong(sent.group(1));
      assertThat(sent.group(2)).as("acknowledged, of " + said).isEqualTo(sent.group(1));
      assertThat(batches).isGreaterThan(AGENTS * 20L);
      assertThat(stored(custode, fleet.tenant())).isEqualTo(batches * VALUES);
      real(journey, asset, agent);
      rules(journey, asset);
    } finally {
      custode.shell("msp:plugin-uninstall monitoring").ok();
    }
  }

  /** By itself: while it is away agents wait for it. */
  private static void update(Custode custode) {
    custode.shell("msp:plugin-uninstall monitoring").ok();
    custode.shell("msp:plugin-install catalog:monitoring").ok();
  }

  private static void pause(int seconds) {
    LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
  }

  private static long stored(Custode custode, String tenant) {
    long count = 0;
    var assets = custode.get("/api/v1/tenants/" + tenant + "/assets?limit=200").json();
    assertThat(assets.path("items")).hasSize(AGENTS);
    for (var asset : assets.path("items")) {
      var summary = summary(custode, asset.path("id").asText());
      assertThat(summary).hasSize(VALUES);
      count += summary.stream().mapToLong(series -> series.path("count").asLong()).sum();
    }
    return count;
  }

  private static List<JsonNode> summary(Custode custode, String asset) {
    var answer =
        custode.get(
            "/api/v1/plugins/monitoring/assets/" + asset + "/summary?from=1970-01-01T00:00:00Z");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return StreamSupport.stream(answer.json().path("items").spliterator(), false).toList();
  }

  /** What a real agent measures: it takes its time to come back. */
  private static void real(Journey journey, String asset, TestAgent agent) {
    assertThat(agent.process().isAlive()).isTrue();
    var custode = journey.custode();
    var live = "/api/v1/tenants/" + journey.tenant() + "/assets/" + asset + "/metrics";
    var history =
        "/api/v1/tenants/"
            + journey.tenant()
            + "/plugins/monitoring/assets/"
            + asset
            + "/history?name=cpu.used&unit=%25&most=2000";
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              var shown = new ArrayList<String>();
              for (var point : custode.get(live).json().path("items")) {
                if (point.path("name").asText().equals("cpu.used")) {
                  shown.add(point.path("value").asText());
                }
              }
              assertThat(shown).hasSizeGreaterThan(1);
              var kept = custode.get(history).json();
              assertThat(kept.path("resolution").asText()).isEqualTo("RAW");
              assertThat(kept.path("values").findValuesAsText("last")).containsAll(shown);
            });
  }

  /** A rule that memory breaks on any machine, until it says otherwise. */
  private static void rules(Journey journey, String asset) {
    var custode = journey.custode();
    var tenant = " --tenant " + journey.tenant();
    set(custode, "0", asset + tenant);
    var alert =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> alerts(journey), found -> found.size() == 1)
            .get(0);
    assertThat(alert.path("title").asText()).matches("mem.used.percent: .* % is above 0 %");
    assertThat(alert.path("detail").asText()).contains("Rule any:", "Set by: asset/" + asset);
    assertThat(alert.path("severity").asText()).isEqualTo("CRITICAL");
    assertThat(custode.shell("monitoring:rule-list " + asset + tenant).ok().out())
        .contains("any", "disk", "processor");
    assertThat(custode.shell("monitoring:series-list " + asset + tenant).ok().out())
        .contains("mem.used.percent");
    assertThat(custode.shell("monitoring:history-list " + asset + " cpu.used" + tenant).ok().out())
        .contains(":");
    set(custode, "null", asset + tenant);
    await().atMost(Duration.ofMinutes(1)).until(() -> alerts(journey).isEmpty());
    var tried =
        custode.post(
            "/api/v1/tenants/"
                + journey.tenant()
                + "/plugins/monitoring/assets/"
                + asset
                + "/replay",
            Map.of(
                "name", "any", "metric", "mem.*", "watch", "ABOVE", "warning", 0, "back", 0,
                "minutes", 0));
    assertThat(tried.json().path("items").findValuesAsText("series"))
        .as(tried.body())
        .contains("mem.used", "mem.used.percent");
  }

  private static void set(Custode custode, String critical, String where) {
    var rule =
        "{\"name\":\"any\",\"metric\":\"mem.used.percent\",\"watch\":\"ABOVE\",\"warning\":null,"
            + "\"critical\":"
            + critical
            + ",\"back\":0,\"minutes\":0}";
    custode
        .shell(
            "msp:policy-set monitoring.rules --values '{\"more\":[" + rule + "]}' --asset " + where)
        .ok();
  }

  private static List<JsonNode> alerts(Journey journey) {
    var found =
        journey
            .custode()
            .get(
                "/api/v1/tenants/"
                    + journey.tenant()
                    + "/alerts?kind=monitoring.threshold&active=true")
            .json()
            .path("items");
    return StreamSupport.stream(found.spliterator(), false).toList();
  }
}
