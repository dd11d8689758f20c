// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.hot.Hello;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The drill: a publisher's key was stolen. */
@CustodeTest
@ResourceLock(Journey.PLUGINS)
class RevocationIT {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final Duration OFTEN = Duration.ofMillis(200);
  private static final Path COPIES = Path.of("target/plugins").toAbsolutePath();

  @Test
  void aStolenKeyEndsItsPluginsOnServerAndMachineWithinAMinute(Custode custode) throws Exception {
    var journey = Journey.of(custode, "Revocation");
    var agent = journey.enrol("revocation");
    journey.asset();
    var hello = Hello.jar(COPIES);
    custode.install(hello);
    custode.install(EchoesJar.of("2.0.0", false));
    var key = key(custode);
    try {
      await()
          .atMost(MINUTE)
          .pollInterval(OFTEN)
          .until(() -> module(journey).path("state").asText().equals("RUNNING"));
      assertThat(custode.get(Hello.GREETINGS).status()).isEqualTo(200);

      var plan = custode.post("/api/v1/revocations/plan", Map.of("what", "key:" + key)).json();
      assertThat(plan.path("plugins").toString()).isEqualTo("[\"echoes\",\"hello\"]");
      assertThat(plan.path("machines").asInt()).isEqualTo(machines(custode));
      assertThat(states(custode)).containsExactly("ACTIVE");

      long begin = System.nanoTime();
      custode.shell("msp:publisher-revoke " + key + " 'Stolen, as a drill'").ok();
      long refused = seconds(begin, () -> custode.get(Hello.GREETINGS).status() == 503);
      long stopped = seconds(begin, () -> states(custode).equals(List.of("QUARANTINED")));
      var modules = agent.home().resolve("modules/echoes");
      long gone =
          seconds(
              begin,
              () ->
                  module(journey).isMissingNode()
                      && List.of("ended").equals(List.of(modules.toFile().list())));
      System.out.printf(
          "RevocationIT: refused after %d s, stopped after %d s, gone from the machine after %d s%n",
          refused, stopped, gone);
      assertThat(gone).isLessThanOrEqualTo(MINUTE.toSeconds());

      var answer = custode.get(Hello.GREETINGS);
      assertThat(answer.body()).contains("plugin-quarantined", "data is safe", "msp:plugin-list");
      assertThat(custode.shell("msp:plugin-list").ok().out()).contains("Stolen, as a drill");
      assertThat(custode.shell("bundle:list -t 0 -l").ok().out())
          .containsPattern("Resolved.*plugin:hello");
      var again = custode.shell("msp:plugin-install file:" + hello);
      assertThat(again.exit()).isEqualTo(1);
      assertThat(again.err()).contains("was revoked").contains("msp:revocation-lift");
      assertThat(audited(custode, "core.publisher.revoke")).contains("trust/key:" + key);
      assertThat(audited(custode, "core.plugin.quarantine"))
          .contains("plugin/hello", "plugin/echoes");
      assertThat(agent.process().isAlive()).isTrue();

      assertThat(publisher(custode, key)).isEqualTo("REVOKED");
      assertThat(custode.delete("/api/v1/revocations/key:" + key).status()).isEqualTo(200);
      assertThat(publisher(custode, key)).isNotEqualTo("REVOKED");
      seconds(System.nanoTime(), () -> custode.get(Hello.GREETINGS).status() == 200);
      seconds(System.nanoTime(), () -> module(journey).path("state").asText().equals("RUNNING"));
      assertThat(audited(custode, "core.publisher.restore")).contains("trust/key:" + key);
    } finally {
      custode.shell("msp:revocation-lift key:" + key);
      custode.uninstall("echoes");
      custode.uninstall("hello");
    }
  }

  /** Of the home's own publisher, who signed what is installed. */
  private static String key(Custode custode) {
    for (var one : custode.shell("msp:publisher-list --json").json().path("items")) {
      if (one.path("plugins").toString().contains("echoes")) {
        return one.path("key").asText();
      }
    }
    throw new AssertionError("Nobody signed it");
  }

  private static String publisher(Custode custode, String key) {
    return custode.get("/api/v1/publishers/" + key).json().path("state").asText();
  }

  private static JsonNode module(Journey journey) {
    return journey
        .custode()
        .get("/api/v1/tenants/" + journey.tenant() + "/endpoint-modules?plugin=echoes")
        .json()
        .path("items")
        .path(0);
  }

  /** Other tests' machines may have it too. */
  private static int machines(Custode custode) {
    int having = 0;
    for (var tenant : custode.get("/api/v1/tenants?limit=500").json().path("items")) {
      var modules = "/api/v1/tenants/" + tenant.path("id").asText() + "/endpoint-modules";
      for (var module : custode.get(modules + "?plugin=echoes&limit=500").json().path("items")) {
        having += module.path("has").isTextual() ? 1 : 0;
      }
    }
    return having;
  }

  private static List<String> states(Custode custode) {
    return custode.get("/api/v1/plugins").json().findValuesAsText("state").stream()
        .distinct()
        .toList();
  }

  private static String audited(Custode custode, String verb) {
    return custode.get("/api/v1/audit?verb=" + verb).json().path("items").toString();
  }

  /** How long it took. */
  private static long seconds(long begin, java.util.concurrent.Callable<Boolean> done) {
    await().atMost(MINUTE).pollInterval(OFTEN).until(done);
    return Duration.ofNanos(System.nanoTime() - begin).toSeconds();
  }
}
