// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.testing.Custode;
import io.custode.testing.TestAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Steps that several tests take. */
public record Journey(Custode custode, String tenant) {
  /** Lock of the shared platform's set of plugins: who changes it, and who lists what they add. */
  public static final String PLUGINS = "plugins";

  /** Lock of the machine's network cards: a browser drops what it loads when one comes or goes. */
  public static final String NETWORK_CARDS = "network-cards";

  private static final Duration SOON = Duration.ofSeconds(90);

  /** A tenant of its own. */
  public static Journey of(Custode custode, String name) {
    var created = custode.post("/api/v1/tenants", Map.of("name", name + " " + System.nanoTime()));
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    return new Journey(custode, created.json().path("id").asText());
  }

  /** A real agent on this machine, whose state is kept for the length of the test run. */
  public TestAgent enrol(String name) {
    return custode.enrolAgent(agentHome(name), tenant);
  }

  static Path agentHome(String name) {
    try {
      var parent = Files.createDirectories(Path.of("target/agents").toAbsolutePath());
      return Files.createTempDirectory(parent, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one asset of the tenant, once its inventory is there and it is online. */
  public JsonNode asset() {
    return await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> custode.get("/api/v1/tenants/" + tenant + "/assets").json().path("items"),
            items ->
                items.size() == 1
                    && items.get(0).path("online").asBoolean()
                    && items.get(0).path("cpus").asInt() > 0)
        .get(0);
  }

  /** Queues a script and gives the action's id. */
  public String script(String asset, String script) {
    var input =
        Map.of(
            "interpreter",
            "sh",
            "script",
            script,
            "args",
            java.util.List.of(),
            "env",
            Map.of(),
            "timeoutSeconds",
            60);
    var answer =
        custode.post(
            "/api/v1/tenants/" + tenant + "/actions",
            Map.of("asset", asset, "verb", "run-script", "input", input));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("id").asText();
  }

  public JsonNode action(String id) {
    return custode.get("/api/v1/tenants/" + tenant + "/actions/" + id).json();
  }

  /** The action, once it has ended. */
  public JsonNode ended(String id) {
    return await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> action(id), a -> a.path("finishedAt").isTextual());
  }
}
