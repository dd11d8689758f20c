// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.TestAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** With the real agent, on Derby and the embedded broker; a platform of its own. */
@Order(2)
class RotationIT {
  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofSeconds(1));
  }

  private static Path fresh(String name) throws IOException {
    var parent = Files.createDirectories(Path.of("target/custode-homes").toAbsolutePath());
    return Files.createTempDirectory(parent, name);
  }

  private static JsonNode show(Custode custode) {
    return custode.post("/api/v1/commands/msp.authority-show", Map.of()).json();
  }

  private static void works(Journey journey, String asset) {
    assertThat(journey.ended(journey.script(asset, "echo here")).path("state").asText())
        .isEqualTo("SUCCEEDED");
  }

  private static String agentOf(Journey journey) {
    var agents = journey.custode().get("/api/v1/tenants/" + journey.tenant() + "/agents").json();
    assertThat(agents.path("items")).hasSize(1);
    return agents.path("items").get(0).path("id").asText();
  }

  private static String log(TestAgent agent) throws IOException {
    return Files.readString(agent.home().resolve("agent-console.log"));
  }

  @Test
  void noMachineIsEnrolledAgainAndNoneLosesContact() throws Exception {
    var first = Custode.start(fresh("rotation"), List.of());
    var running = first;
    try {
      var here = Journey.of(first, "Here");
      var away = Journey.of(first, "Away");
      var agent = here.enrol("rotation-here");
      var sleeper = away.enrol("rotation-away");
      var asset = here.asset().path("id").asText();
      var asleep = away.asset().path("id").asText();
      var awake = agentOf(here);
      var sleeping = agentOf(away);
      soon().until(() -> show(first).path("lacking").asInt() == 0);
      sleeper.kill9();

      var signer = shown(first).getIssuerX500Principal();
      first.shell("msp:authority-rotate").ok();
      soon().until(() -> show(first).path("lacking").asInt() == 1);
      assertThat(show(first).path("stage").asText()).isEqualTo("PREPARED");
      assertThat(first.anonymous().get("/health").body()).doesNotContain("DOWN");
      var refused = first.shell("msp:authority-switch");
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err() + refused.out())
          .contains(sleeping)
          .doesNotContain(awake)
          .contains("nothing was changed");
      var byRest =
          first.post("/api/v1/commands/msp.authority-switch", Map.of("without", List.of(sleeping)));
      assertThat(byRest.status()).as(byRest.body()).isEqualTo(200);
      soon().until(() -> show(first).path("certifiedByFormer").asInt() == 1);
      works(here, asset);
      assertThat(Files.readString(first.home().resolve("keys/ca.pem")).split("BEGIN")).hasSize(3);
      soon().until(() -> !shown(first).getIssuerX500Principal().equals(signer));

      // both authorities are in a backup
      var archive = first.home().resolve("switched.backup");
      first.shell("msp:backup " + archive).ok();
      first.stop();
      var second =
          first.restored(archive, fresh("rotated").resolve("home"), List.of("--database", "derby"));
      running = second;
      assertThat(show(second).path("stage").asText()).isEqualTo("SWITCHED");
      works(new Journey(second, here.tenant()), asset);

      sleeper.startAgain();
      soon().until(() -> show(second).path("certifiedByFormer").asInt() == 0);
      works(new Journey(second, away.tenant()), asleep);

      second.shell("msp:authority-finish").ok();
      assertThat(show(second).path("stage").asText()).isEqualTo("STEADY");
      soon().until(() -> show(second).path("lacking").asInt() == 0);
      assertThat(second.home().resolve("keys/ca.p12")).doesNotExist();
      second.restart();
      for (var each : List.of(here, away)) {
        var journey = new Journey(second, each.tenant());
        works(journey, journey.asset().path("id").asText());
      }
      assertThat(agentOf(new Journey(second, here.tenant()))).isEqualTo(awake);
      assertThat(agentOf(new Journey(second, away.tenant()))).isEqualTo(sleeping);
      assertThat(agent.process().isAlive()).isTrue();
      assertThat(log(agent)).contains("Certificate renewed").doesNotContain("refuses");
      assertThat(second.shell("msp:audit-verify --json").ok().out()).contains("true");
    } finally {
      first.close();
      if (running != first) {
        running.close();
      }
    }
  }

  @Test
  void aNodesKeyIsReplacedWhileAgentsStay() throws Exception {
    try (var custode = Custode.start(fresh("renewal"), List.of())) {
      var journey = Journey.of(custode, "Renewal");
      var agent = journey.enrol("renewal");
      var asset = journey.asset().path("id").asText();
      var before = shown(custode);
      var heard = new ConcurrentLinkedQueue<String>();
      var stream = custode.admin().lines("/api/v1/events");
      var listener = new Thread(() -> stream.forEach(heard::add), "stream");
      listener.start();
      custode.shell("msp:certificate-renew").ok();
      // each look is a new connection: the port is open all the time
      soon().until(() -> !shown(custode).getSerialNumber().equals(before.getSerialNumber()));
      heard.clear();
      custode.post("/api/v1/tenants", Map.of("name", "Heard"));
      soon().until(() -> heard.stream().anyMatch(line -> line.contains("TenantCreated")));
      stream.close();
      assertThat(shown(custode).getPublicKey()).isNotEqualTo(before.getPublicKey());
      works(journey, asset);
      assertThat(log(agent)).as("its connection stayed").containsOnlyOnce("Connected to");
      assertThat(custode.get("/metrics").body())
          .containsPattern("custode_certificate_seconds 3\\.4\\d+E7");
    }
  }

  /** What the web port shows, whoever signed it. */
  private static X509Certificate shown(Custode custode) throws Exception {
    var seen = new X509Certificate[1];
    var tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {new Looking(seen)}, new SecureRandom());
    var port = Integer.parseInt(custode.url().replaceAll(".*:", ""));
    try (var socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", port)) {
      socket.startHandshake();
    }
    return seen[0];
  }

  private record Looking(X509Certificate[] seen) implements X509TrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      seen[0] = chain[0];
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new IllegalStateException("This is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
