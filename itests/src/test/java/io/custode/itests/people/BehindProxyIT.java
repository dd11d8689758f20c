// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * In a network of the administrator's: behind a reverse proxy that is named as trusted, with a help
 * desk inside that hears of alerts, and a log for programs.
 */
class BehindProxyIT {
  private static Custode custode;
  private static Webhook webhook;

  @BeforeAll
  static void start() throws Exception {
    var parent = Files.createDirectories(Path.of("target/custode-homes").toAbsolutePath());
    var home = Files.createTempDirectory(parent, "proxied");
    var etc = Files.createDirectories(home.resolve("etc"));
    Files.writeString(
        etc.resolve("io.custode.rest.cfg"),
        "trustedProxies = 127.0.0.1, ::1\nproxyHeader = Forwarded\n");
    Files.writeString(
        etc.resolve("org.ops4j.pax.logging.cfg"),
        "log4j2.rootLogger.appenderRef.File.ref = Json\n");
    Files.writeString(
        etc.resolve("io.custode.platform.webhooks.cfg"), "allowed = 127.0.0.1, ::1\n");
    webhook = new Webhook(parent);
    custode = Custode.start(home, List.of(), webhook.trusting());
  }

  @AfterAll
  static void stop() {
    if (custode != null) {
      custode.close();
    }
    if (webhook != null) {
      webhook.close();
    }
  }

  private static Response failedSignIn(String forwarded, String user) {
    var answer =
        custode
            .anonymous()
            .header("Forwarded", forwarded)
            .post("/api/v1/session", Map.of("user", user, "password", "wrong"));
    assertThat(answer.status()).isEqualTo(401);
    return answer;
  }

  @Test
  void theAuditNamesTheAddressOfThePersonAndNotOfTheProxy() {
    failedSignIn("for=203.0.113.9;proto=https", "nobody-known");
    failedSignIn("for=198.51.100.4, for=\"[2001:db8::7]:4711\"", "admin");
    await()
        .untilAsserted(
            () -> {
              var entries = custode.get("/api/v1/audit?limit=100").json().path("items");
              assertThat(entries.toString())
                  .contains("203.0.113.9")
                  .contains("2001:db8::7")
                  // what a client claims of itself is not believed
                  .doesNotContain("198.51.100.4");
            });
  }

  @Test
  void aLineOfTheLogHasTheCorrelationThatTheAnswerHad() throws IOException {
    var answer = custode.post("/api/v1/commands/msp.certificate-renew", Map.of());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var correlation = answer.headers().firstValue("X-Correlation-Id").orElseThrow();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(lines())
                    .filteredOn(l -> l.path("correlation").asText().equals(correlation))
                    .isNotEmpty()
                    .allSatisfy(
                        l -> assertThat(l.path("message").asText()).contains("new certificate")));
    assertThat(lines())
        .filteredOn(l -> l.path("logger").asText().contains("custode"))
        .anySatisfy(
            l -> assertThat(l.has("correlation") && !l.path("correlation").isNull()).isFalse());
  }

  @Test
  void anAlertReachesTheHelpDeskSigned() throws Exception {
    var secret = "between the two of us";
    run("", "secret-set", Map.of("name", "core.webhook-desk", "value", secret));
    run(
        "",
        "notice-rule-add",
        Map.of(
            "name",
            "Desk",
            "channel",
            "webhook",
            "target",
            webhook.url(),
            "secret",
            "core.webhook-desk",
            "kinds",
            List.of("core.alert-raised")));
    var tenant = Journey.of(custode, "Alerted").tenant();
    var begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    run(
        "/tenants/" + tenant,
        "alert-raise",
        Map.of("title", "/var \u00e8 pieno", "severity", "CRITICAL"));
    await().atMost(Duration.ofSeconds(20)).until(() -> !webhook.came().isEmpty());
    var came = webhook.came().remove();
    assertThat(came.isSignedWith(secret)).as(came.toString()).isTrue();
    assertThat(came.isSignedWith(secret + "!")).isFalse();
    assertThat(Instant.ofEpochSecond(Long.parseLong(came.timestamp())))
        .isBetween(begun, Instant.now());
    var told = new ObjectMapper().readTree(came.body());
    assertThat(told.path("title").asText()).isEqualTo("/var \u00e8 pieno");
    assertThat(told.path("kind").asText()).isEqualTo("core.alert-raised");
    assertThat(told.path("tenant").asText()).isEqualTo(tenant);
    await()
        .untilAsserted(
            () ->
                assertThat(custode.shell("msp:notice-list --json").ok().out())
                    .contains("DELIVERED"));
    assertThat(webhook.came()).as("once").isEmpty();
  }

  private static void run(String tenant, String command, Map<String, ?> input) {
    var answer = custode.post("/api/v1" + tenant + "/commands/msp." + command, input);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static List<JsonNode> lines() throws IOException {
    var lines = new ArrayList<JsonNode>();
    var json = new ObjectMapper();
    for (var line : Files.readAllLines(custode.home().resolve("log/custode.json"))) {
      lines.add(json.readTree(line));
    }
    return lines;
  }
}
