// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.itests.hot.Guest;
import io.custode.itests.hot.Hello;
import io.custode.itests.hot.Readers;
import io.custode.itests.journey.External;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two equal nodes on one PostgreSQL and one Mosquitto. The last test kills the first node. */
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Path JARS = Path.of("target/two-nodes").toAbsolutePath();

  private static External external;
  private static Custode first;
  private static Custode second;

  @BeforeAll
  static void start() throws IOException {
    external = External.start("two", List.of("second"));
    first = external.custode();
    var parent = Path.of("target/custode-homes").toAbsolutePath();
    second = first.another(Files.createTempDirectory(parent, "second"), "second");
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> second.anonymous().get("/health").status() == 200);
  }

  @AfterAll
  static void stop() {
    if (second != null) {
      second.close();
    }
    if (external != null) {
      external.close();
    }
  }

  @Test
  @Order(1)
  void whoSignsInOnOneIsSignedInOnTheOther() {
    var here = first.anonymous().signIn("admin", first.password());
    var there = here.at(second.url());
    var me = there.get("/api/v1/me");
    assertThat(me.status()).as(me.body()).isEqualTo(200);
    assertThat(here.delete("/api/v1/session").status()).isLessThan(300);
    within(SOON, () -> there.get("/api/v1/me").status() == 401);
  }

  @Test
  @Order(2)
  void whatIsWithdrawnIsWithdrawnOnBoth() {
    var added = first.shell("msp:user-add twin technician --json").ok().out();
    var password = added.replaceAll("(?s).*\"password\" *: *\"([^\"]+)\".*", "$1");
    Web there = second.anonymous().signIn("twin", password);
    assertThat(there.get("/api/v1/jobs").status()).isEqualTo(200);
    var withdrawn =
        first.post("/api/v1/commands/msp.user-role", Map.of("user", "twin", "role", "guest"));
    assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);
    within(SOON, () -> there.get("/api/v1/jobs").status() == 403);
  }

  @Test
  @Order(3)
  void whatHappensOnOneIsHeardOnTheOther() throws Exception {
    for (var pair : List.of(List.of(first, second), List.of(second, first))) {
      var there = pair.get(1);
      try (var lines = there.admin().lines("/api/v1/events")) {
        var ready = new CompletableFuture<Boolean>();
        var heard = new CompletableFuture<Instant>();
        var name = "Heard " + System.nanoTime();
        var tenant = new CompletableFuture<String>();
        var reader =
            new Thread(
                () ->
                    lines.forEach(
                        line -> {
                          if (line.startsWith("event: ready")) {
                            ready.complete(true);
                          }
                          if (tenant.isDone() && line.contains(tenant.join())) {
                            heard.complete(Instant.now());
                          }
                        }));
        reader.setDaemon(true);
        reader.start();
        ready.get(20, TimeUnit.SECONDS);
        var created = pair.get(0).post("/api/v1/tenants", Map.of("name", name));
        var id = created.json().path("id").asText();
        tenant.complete(id);
        // one more, so that the line is not missed that came before its id was known
        var site =
            pair.get(0).post("/api/v1/tenants/" + id + "/sites", Map.of("name", "A site of it"));
        var at = Instant.now();
        assertThat(site.status()).as(site.body()).isEqualTo(201);
        assertThat(Duration.between(at, heard.get(20, TimeUnit.SECONDS))).isLessThan(SOON);
        var number = name.substring(name.indexOf(' ') + 1);
        await().until(() -> there.get("/api/v1/search?text=" + number).body().contains(id));
      }
    }
  }

  @Test
  @Order(4)
  void aJobThatIsDueOnBothRunsOnce() {
    var jobs = first.get("/api/v1/jobs").json().path("items");
    assertThat(jobs).isNotEmpty();
    var name = jobs.get(0).path("name").asText();
    for (int i = 0; i < 5; i++) {
      first.shell("msp:job-run " + name);
      second.shell("msp:job-run " + name);
    }
    var runs = new ArrayList<JsonNode>();
    first.get("/api/v1/jobs/" + name + "/runs?limit=100").json().path("items").forEach(runs::add);
    assertThat(runs).isNotEmpty();
    var times = new HashSet<String>();
    runs.forEach(run -> assertThat(times.add(run.path("dueAt").asText())).as("" + run).isTrue());
    // one after the other, never beside each other
    for (int i = 1; i < runs.size(); i++) {
      var later = Instant.parse(runs.get(i - 1).path("startedAt").asText());
      var ended = runs.get(i).path("endedAt");
      assertThat(ended.isTextual() && Instant.parse(ended.asText()).isAfter(later))
          .as(runs.get(i) + " while " + runs.get(i - 1))
          .isFalse();
    }
  }

  /** It counts as live for a minute, in which nothing is rewritten: so that comes before. */
  @Test
  @Order(8)
  void aNodeWithOtherKeysIsRefused() throws IOException {
    var home = Files.createTempDirectory(Path.of("target/custode-homes").toAbsolutePath(), "other");
    var stranger = Custode.at(home);
    var start = new ArrayList<>(List.of("start", "--background"));
    start.addAll(external.options());
    start.addAll(List.of("--node", "stranger", "--port", Integer.toString(freePort())));
    var refused = stranger.command(start);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("other keys than this home's").contains("Two nodes");
    var keys = home.resolve("theirs");
    first.command(List.of("export-keys", keys.toString())).ok();
    assertThat(stranger.command(List.of("join", keys.toString())).err())
        .contains("keys of another installation; nothing was changed");
    Files.writeString(keys, "cut off");
    assertThat(stranger.command(List.of("join", keys.toString())).err()).contains("no whole file");
    assertThat(second.anonymous().get("/health").status()).isEqualTo(200);
  }

  private static int freePort() throws IOException {
    try (var socket = new java.net.ServerSocket(0)) {
      return Math.min(socket.getLocalPort(), 60_000);
    }
  }

  @Test
  @Order(5)
  void aJobThatIsDueByTheClockRunsOnceWithBothUp() throws IOException {
    first.install(Guest.jars().first(JARS));
    try {
      var since = Instant.now();
      var job = "guest.note-tidy"; // each second
      within(Duration.ofSeconds(30), () -> versions("guest").equals(List.of("1.0.0", "1.0.0")));
      var runs =
          await()
              .atMost(Duration.ofMinutes(1))
              .pollInterval(SOON)
              .until(() -> dueAfter(since, job), found -> found.size() >= 8);
      var times = new HashSet<String>();
      runs.forEach(run -> assertThat(times.add(run.path("dueAt").asText())).as("" + run).isTrue());
      assertThat(runs)
          .allSatisfy(run -> assertThat(run.path("state").asText()).isIn("DONE", "RUNNING"));
    } finally {
      first.uninstall("guest");
    }
  }

  private static List<JsonNode> dueAfter(Instant since, String job) {
    var runs = new ArrayList<JsonNode>();
    first
        .get("/api/v1/jobs/" + job + "/runs?limit=100")
        .json()
        .path("items")
        .forEach(
            run -> {
              if (Instant.parse(run.path("dueAt").asText()).isAfter(since)) {
                runs.add(run);
              }
            });
    return runs;
  }

  private static JsonNode authority(Custode node) {
    return node.post("/api/v1/commands/msp.authority-show", Map.of()).json();
  }

  private static int roots(Custode node) throws IOException {
    return Files.readString(node.home().resolve("keys/ca.pem")).split("BEGIN").length - 1;
  }

  /** Whoever is sent to one of them waits a moment at most, and never in vain. */
  @Test
  @Order(7)
  void anUpdateGoesFromNodeToNode() throws Exception {
    first.install(Hello.first(JARS));
    try {
      within(
          Duration.ofSeconds(30),
          () ->
              versions("hello").equals(List.of("0.1.0", "0.1.0"))
                  && second.get(Hello.GREETINGS).status() == 200);
      try (var one = new Readers(first.admin(), 4, Hello.GREETINGS);
          var other = new Readers(second.admin(), 4, Hello.GREETINGS)) {
        first.install(Hello.jar(JARS));
        var now = first.get("/api/v1/plugins").json().findPath("version").asText();
        assertThat(now).isNotEqualTo("0.1.0");
        within(Duration.ofSeconds(30), () -> versions("hello").equals(List.of(now, now)));
        assertThat(one.failed).isEmpty();
        assertThat(other.failed).isEmpty();
      }
    } finally {
      first.uninstall("hello");
    }
    within(Duration.ofSeconds(30), () -> second.get(Hello.GREETINGS).status() == 404);
  }

  /** Nobody is refused, and nobody sees the old version with new rows or the new one with old. */
  @Test
  @Order(6)
  void whatIsRewrittenIsUsedByNoNodeMeanwhile() throws Exception {
    var tenant = first.post("/api/v1/tenants", Map.of("name", "Rewritten")).json();
    var notes = "/api/v1/tenants/" + tenant.path("id").asText() + "/plugins/guest/notes";
    var before = "{\"version\":\"1.0.0\",\"notes\":1,\"last\":\"written by 1.0.0\"}";
    var after = "{\"version\":\"2.1.0\",\"notes\":1,\"last\":\"rewritten\"}";
    first.install(Guest.jars().first(JARS));
    try {
      assertThat(first.post(notes, "{}").body()).isEqualTo(before);
      within(Duration.ofSeconds(30), () -> second.get(notes).body().equals(before));
      var next = Guest.jars().rewritten(JARS);
      first.sign(next);
      try (var one = new Readers(first.admin(), 4, notes).seeing(before, after);
          var other = new Readers(second.admin(), 4, notes).seeing(before, after)) {
        first.shell("msp:plugin-install 'file:" + next + "' --accept-rewrite").ok();
        within(Duration.ofSeconds(30), () -> versions("guest").equals(List.of("2.1.0", "2.1.0")));
        assertThat(one.failed).isEmpty();
        assertThat(other.failed).isEmpty();
      }
      assertThat(second.get(notes).body()).isEqualTo(after);
    } finally {
      first.uninstall("guest");
    }
  }

  /**
   * @return which versions of a plugin work, of those that the nodes have
   */
  private static List<String> versions(String plugin) {
    var found = new ArrayList<String>();
    for (var health : first.get("/api/v1/plugin-health/" + plugin).json().path("items")) {
      if (health.path("state").asText().equals("ACTIVE")) {
        found.add(health.path("version").asText());
      }
    }
    return found;
  }

  @Test
  @Order(9)
  void theAuthorityOfBothIsReplaced() {
    var soon = await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofSeconds(1));
    var journey = Journey.of(first, "Rotated");
    var there = new Journey(second, journey.tenant());
    try (var agent = journey.enrol("rotated")) {
      var asset = journey.asset().path("id").asText();
      first.shell("msp:authority-rotate").ok();
      soon.until(() -> roots(second) == 2 && authority(second).path("lacking").asInt() == 0);
      var early = second.shell("msp:authority-switch");
      assertThat(early.exit()).isEqualTo(1);
      assertThat(early.err() + early.out()).contains("external broker is not ready");
      external.setUpBrokerAgain();
      var before = authority(first).path("current").path("fingerprint").asText();
      soon.until(() -> second.shell("msp:authority-switch").exit() == 0);
      assertThat(authority(first).path("current").path("fingerprint").asText())
          .isEqualTo(authority(second).path("current").path("fingerprint").asText())
          .isNotEqualTo(before);
      soon.until(() -> authority(first).path("certifiedByFormer").asInt() == 0);
      assertThat(first.shell("msp:authority-finish").exit()).as("the broker's is old").isEqualTo(1);
      external.setUpBrokerAgain();
      soon.until(() -> first.shell("msp:authority-finish").exit() == 0);
      soon.until(() -> roots(second) == 1 && roots(first) == 1);
      assertThat(second.home().resolve("keys/ca.p12")).doesNotExist();
      for (var node : List.of(journey, there)) {
        var script = node.script(asset, "echo it");
        assertThat(node.ended(script).path("state").asText()).isEqualTo("SUCCEEDED");
      }
      assertThat(agent.process().isAlive()).isTrue();
      for (var node : List.of(first, second)) {
        assertThat(node.anonymous().get("/health").status()).isEqualTo(200);
      }
    }
  }

  @Test
  @Order(10)
  void aNodeThatIsKilledLosesNothing() {
    var journey = Journey.of(first, "Killed node");
    var there = new Journey(second, journey.tenant());
    try (var agent = journey.enrol("two-nodes")) {
      var asset = journey.asset().path("id").asText();
      var before = journey.ended(journey.script(asset, "echo before"));
      assertThat(before.path("state").asText()).isEqualTo("SUCCEEDED");
      var queued = new ArrayList<String>();
      for (int i = 0; i < 20; i++) {
        queued.add(journey.script(asset, "sleep 0.1; echo " + i));
      }
      var killed = Instant.now();
      first.kill9();
      for (var id : queued) {
        assertThat(there.ended(id).path("state").asText()).isEqualTo("SUCCEEDED");
      }
      System.out.println("TwoNodesIT all ended " + Duration.between(killed, Instant.now()));
      assertThat(there.ended(there.script(asset, "echo after")).path("state").asText())
          .isEqualTo("SUCCEEDED");
      assertThat(agent.process().isAlive()).isTrue();
      assertThat(there.asset().path("online").asBoolean()).isTrue();
      assertThat(second.shell("msp:audit-verify").ok().out()).isNotBlank();
      first.startAgain();
      assertThat(first.get("/api/v1/assets/" + asset).status()).isEqualTo(200);
    }
  }

  private interface Check {
    boolean holds();
  }

  private static void within(Duration most, Check check) {
    await().atMost(most).pollInterval(Duration.ofMillis(50)).until(check::holds);
  }
}
