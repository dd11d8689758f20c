// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.hot.Hello;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Three rings in the real container: a failure halts them, the plugin goes and comes, the platform
 * starts anew in between; each asset is welcomed once.
 */
@CustodeTest(own = true)
class RolloutIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  private final List<String> printers = new ArrayList<>();

  private static Path hello() throws IOException {
    return Hello.jar(Path.of("target/plugins/rollout").toAbsolutePath());
  }

  private static JsonNode made(Response answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
    return answer.json();
  }

  private static String in(Journey journey, String path) {
    return "/api/v1/tenants/" + journey.tenant() + "/" + path;
  }

  private String asset(Journey journey, String name, String kind) {
    var id =
        made(journey.custode().post(in(journey, "assets"), Map.of("name", name, "kind", kind)))
            .path("id")
            .asText();
    if (kind.equals("PRINTER")) {
      printers.add(id);
    }
    return id;
  }

  /** A group of that many workstations, and of a printer if one is wanted. */
  private String group(Journey journey, String name, int size, boolean withPrinter) {
    var group =
        made(journey.custode().post(in(journey, "groups"), Map.of("name", name)))
            .path("id")
            .asText();
    var members = new ArrayList<String>();
    for (int i = 0; i < size; i++) {
      members.add(asset(journey, name + "-pc-" + i, "WORKSTATION"));
    }
    if (withPrinter) {
      members.add(asset(journey, name + "-a-printer", "PRINTER"));
    }
    for (var member : members) {
      var put =
          journey.custode().put(in(journey, "groups/" + group + "/members/" + member), Map.of());
      assertThat(put.status()).as(put.body()).isEqualTo(204);
    }
    return group;
  }

  private static String begin(Journey journey, String name, List<String> groups) {
    var rings = new ArrayList<Map<String, Object>>();
    groups.forEach(group -> rings.add(Map.of("group", group, "afterDays", 0)));
    rings.add(Map.of("afterDays", 0));
    var body = new HashMap<String, Object>();
    body.put("name", name);
    body.put("step", "hello.welcome");
    body.put("target", Map.of());
    body.put("rings", rings);
    body.put("maxFailedPercent", 0);
    body.put("minObserved", 1);
    return made(journey.custode().post(in(journey, "rollouts"), body)).path("id").asText();
  }

  private static JsonNode now(Journey journey, String id) {
    return journey.custode().get(in(journey, "rollouts/" + id)).json();
  }

  /** Its job is run at once: the test need not wait for the minute. */
  private static JsonNode until(Journey journey, String id, Predicate<JsonNode> holds) {
    return await()
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              journey.custode().post("/api/v1/jobs/core.rollout-run/runs", Map.of());
              return now(journey, id);
            },
            holds);
  }

  private static JsonNode untilState(Journey journey, String id, String state) {
    return until(journey, id, r -> r.path("state").asText().equals(state));
  }

  private static void say(Journey journey, String verb, String id) {
    made(
        journey.custode().post(in(journey, "commands/msp.rollout-" + verb), Map.of("rollout", id)));
  }

  private static int count(Journey journey, String id, String state) {
    return journey
        .custode()
        .get(in(journey, "rollouts/" + id + "/assets?limit=500&state=" + state))
        .json()
        .path("items")
        .size();
  }

  @Test
  void itHaltsWaitsAndGoesOnAndDoesNothingTwice(Custode custode) throws Exception {
    var jar = hello();
    custode.install(jar);
    var steps = custode.get("/api/v1/rollouts/steps").json().path("items");
    assertThat(steps.findValuesAsText("id")).contains("hello.welcome", "core.agent-upgrade");
    assertThat(steps.findValuesAsText("description")).anyMatch(text -> text.contains("printers"));

    var journey = Journey.of(custode, "Rollout");
    var pilots = group(journey, "pilots", 2, false);
    var office = group(journey, "office", 3, true);
    asset(journey, "rest-1", "SERVER");
    asset(journey, "rest-2", "SERVER");
    var id = begin(journey, "Welcome", List.of(pilots, office));

    // the printer fails: its ring halts, and the ring behind it does not open
    var halted = untilState(journey, id, "HALTED");
    assertThat(halted.path("ringsOpen").asInt()).isEqualTo(2);
    assertThat(halted.path("reason").asText()).startsWith("1 of ");
    var failed = custode.get(in(journey, "rollouts/" + id + "/assets?state=FAILED")).json();
    assertThat(failed.path("items")).hasSize(1);
    assertThat(failed.path("items").get(0).path("asset").asText()).isEqualTo(printers.get(0));
    assertThat(failed.path("items").get(0).path("reason").asText())
        .isEqualTo("Nobody sits at a printer.");

    // resumed while its plugin is away, it waits and says so
    custode.uninstall("hello");
    say(journey, "resume", id);
    asset(journey, "rest-3", "SERVER");
    until(journey, id, r -> r.path("reason").asText().contains("hello.welcome is not there"));
    assertThat(custode.get("/api/v1/rollouts/steps").json().findValuesAsText("id"))
        .doesNotContain("hello.welcome");

    // in the middle of it the platform starts anew, in order and as after a power cut
    custode.restart();
    until(journey, id, r -> r.path("reason").asText().contains("hello.welcome is not there"));
    custode.kill9();
    custode.startAgain();
    assertThat(now(journey, id).path("state").asText()).isEqualTo("RUNNING");
    custode.install(jar);
    var done = untilState(journey, id, "DONE");
    assertThat(done.path("reason").isNull()).as(done.toString()).isTrue();
    assertThat(done.path("ringsOpen").asInt()).isEqualTo(3);
    assertThat(count(journey, id, "SUCCEEDED")).isEqualTo(8);
    assertThat(count(journey, id, "FAILED")).isEqualTo(1);
    var progress = custode.get("/api/v1/rollouts/progress?of=" + id).json().path("items");
    assertThat(progress).hasSize(3);
    assertThat(progress.get(2).path("succeeded").asInt()).isEqualTo(3);

    var welcomed = new HashMap<String, Integer>();
    for (var alert : custode.get(in(journey, "alerts?limit=500")).json().path("items")) {
      if (alert.path("kind").asText().equals("hello.welcome")) {
        welcomed.merge(alert.path("asset").asText(), alert.path("count").asInt(), Integer::sum);
      }
    }
    assertThat(welcomed).hasSize(8).allSatisfy((asset, times) -> assertThat(times).isEqualTo(1));
    assertThat(welcomed).doesNotContainKeys(printers.toArray(String[]::new));

    // one that is paused begins nothing; one that is aborted skips what waits
    var second = begin(journey, "Again", List.of(pilots, office));
    say(journey, "pause", second);
    custode.post("/api/v1/jobs/core.rollout-run/runs", Map.of());
    assertThat(now(journey, second).path("ringsOpen").asInt()).isZero();
    say(journey, "resume", second);
    untilState(journey, second, "HALTED");
    int open = count(journey, second, "WAITING");
    say(journey, "abort", second);
    assertThat(now(journey, second).path("state").asText()).isEqualTo("ABORTED");
    assertThat(count(journey, second, "SKIPPED")).isEqualTo(open);
    assertThat(count(journey, second, "WAITING")).isZero();
    var over = custode.post(in(journey, "commands/msp.rollout-resume"), Map.of("rollout", second));
    assertThat(over.status()).isEqualTo(409);
  }
}
