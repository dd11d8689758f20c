// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.custode.testing.Custode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A plugin does what nobody should, one thing in each test, and nobody else notices: who reads from
 * the core waits at most twice as long meanwhile, and as before once it is out of service. That is
 * asked with {@code -Dcustode.it.measured=true}, on a machine that does nothing else, and printed
 * always. A platform of its own with smaller bounds, for whoever waits for the usual ones waits for
 * minutes.
 */
@Order(2)
@Timeout(240)
class BadPluginsIT {
  private static final String ID = "acmebad";
  private static final String BAD = "/api/v1/plugins/acmebad/bad/";
  private static final String BOUNDS =
      """
      seconds = 3
      cpuSecondsAMinute = 30
      late = 3
      failed = 20
      eventsASecond = 2
      refused = 500
      linesASecond = 50
      dropped = 5000
      """;

  /** Two processors that do other things too: below this nobody feels a difference. */
  private static final long FLOOR_MILLIS = 300;

  private static final Duration SOON = Duration.ofSeconds(60);

  private static Custode custode;
  private static String tenant;
  private static Pulse pulse;
  private static long before;
  private final ExecutorService callers = Executors.newFixedThreadPool(40);

  @BeforeAll
  static void start() throws IOException {
    var parent = Files.createDirectories(Path.of("target/homes").toAbsolutePath());
    var home = Files.createTempDirectory(parent, "bad");
    Files.writeString(
        Files.createDirectory(home.resolve("etc")).resolve("io.custode.platform.calls.cfg"),
        BOUNDS);
    custode = Custode.start(home, List.of());
    var made = custode.post("/api/v1/tenants", Map.of("name", "Bad"));
    tenant = made.json().path("id").asText();
    register("server");
    custode.install(BadJars.bad());
    assertThat(ask("fine")).isEqualTo(200);
    pulse = new Pulse(custode.admin());
    // the first ones find nothing compiled
    pulse.p95();
    before = pulse.p95();
  }

  @AfterAll
  static void stop() {
    if (pulse != null) {
      pulse.close();
    }
    if (custode != null) {
      custode.close();
    }
  }

  @BeforeEach
  void works() {
    if (state().equals("QUARANTINED")) {
      custode.shell("msp:plugin-release " + ID).ok();
    }
    await().atMost(SOON).until(() -> ask("fine") == 200);
    pulse.begin();
  }

  private static void register(String name) {
    custode.post("/api/v1/tenants/" + tenant + "/assets", Map.of("name", name, "kind", "SERVER"));
  }

  private static int ask(String how) {
    return custode.get(BAD + how).status();
  }

  private void ask(String how, int times) throws Exception {
    var asked = new ArrayList<Future<Integer>>();
    for (int i = 0; i < times; i++) {
      asked.add(callers.submit(() -> ask(how)));
    }
    for (var one : asked) {
      // refused, late or too many of them: what it may not be is an answer
      assertThat(one.get()).isGreaterThanOrEqualTo(429);
    }
  }

  private static JsonNode plugin() {
    for (var plugin : custode.get("/api/v1/plugins").json().path("items")) {
      if (plugin.path("id").asText().equals(ID)) {
        return plugin;
      }
    }
    throw new AssertionError("It is not there");
  }

  private static String state() {
    return plugin().path("state").asText();
  }

  /** It is out of service, says why and what to do, and nobody noticed. */
  private void endsBecause(String what, String... why) {
    await().atMost(SOON).until(() -> state().equals("QUARANTINED"));
    long during = pulse.p95();
    var reason = plugin().path("quarantine").path("reason").asText();
    assertThat(reason).contains(why).contains("data is safe", "msp:plugin-release " + ID);
    await().atMost(SOON).until(() -> ask("fine") == 503);
    nobodyNoticed(what, during);
  }

  private static void nobodyNoticed(String what, long during) {
    pulse.begin();
    long after = pulse.p95();
    System.out.printf(
        "BadPluginsIT: %s: p95 %d ms before, %d meanwhile, %d after%n",
        what, before, during, after);
    assertThat(pulse.failed).isEmpty();
    if (!Boolean.getBoolean("custode.it.measured")) {
      return;
    }
    assertThat(during).isLessThanOrEqualTo(Math.max(FLOOR_MILLIS, 2 * before));
    assertThat(after).isLessThanOrEqualTo(Math.max(FLOOR_MILLIS, before * 12 / 10));
  }

  @Test
  void throwsWhenItBegins() throws Exception {
    var jar = BadJars.unable();
    custode.sign(jar);
    var refused = custode.shell("msp:plugin-install file:" + jar);
    long during = pulse.p95();
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .contains("component unable failed to start", "on purpose", "as it was before");
    assertThat(custode.get("/api/v1/plugins").body()).doesNotContain("acmeunable");
    System.out.println("BadPluginsIT: " + refused.err().strip());
    nobodyNoticed("throws when it begins", during);
  }

  @Test
  void throwsAtEachRequest() throws Exception {
    // its job, which works, runs each second and counts too
    ask("throws", 100);
    endsBecause("throws at each request", "calls failed within a minute");
  }

  @Test
  void throwsInItsJob() {
    ask("job");
    endsBecause("throws in its job", "calls failed within a minute");
  }

  @Test
  void throwsInItsListener() {
    ask("listener");
    for (int i = 0; i < 30; i++) {
      register("server " + i);
    }
    endsBecause("throws in its listener", "calls failed within a minute");
  }

  @Test
  void spins() throws Exception {
    ask("spins", 3);
    endsBecause("spins", "3 calls of it had to be ended within five minutes");
  }

  @Test
  void itsHealthCheckSpins() {
    ask("health");
    await()
        .atMost(SOON)
        .until(
            () -> {
              custode.get("/health");
              return state().equals("QUARANTINED");
            });
    endsBecause("its health check spins", "3 calls of it had to be ended within five minutes");
  }

  @Test
  void deadlocks() throws Exception {
    var one = callers.submit(() -> ask("locks-one"));
    var other = callers.submit(() -> ask("locks-other"));
    assertThat(List.of(one.get(), other.get())).containsOnly(503);
    endsBecause("deadlocks", "of its threads can be ended by nothing", "until this node starts");
    // people are told that the node has to be restarted
    assertThat(custode.get("/api/v1/warnings").body()).contains("RESTART", "2 of plugin acmebad");
    assertThat(custode.get("/health").body()).contains("RESTART");
  }

  @Test
  void blocksAllItsThreads() throws Exception {
    ask("blocks", 40);
    endsBecause("blocks its threads", "calls of it had to be ended within five minutes");
  }

  @Test
  void tellsAHundredThousandAlerts() throws Exception {
    callers.submit(
        () -> custode.get("/api/v1/tenants/" + tenant + "/plugins/acmebad/bad/tells").status());
    endsBecause("tells without end", "Beyond 2 a second, it told", "events and alerts");
  }

  @Test
  void floodsTheLog() throws Exception {
    var log = custode.home().resolve("log").resolve("custode.log");
    ask("logs");
    endsBecause("floods the log", "Beyond 50 a second, it logged");
    var lines = Files.readAllLines(log);
    assertThat(lines).filteredOn(line -> line.contains("nobody wants")).hasSizeLessThan(1500);
    assertThat(lines).anyMatch(line -> line.contains("lines of plugin acmebad are not here"));
  }

  /** One after the other: many at once would be too much for the heap, a leak. */
  @Test
  void answersTooMuch() {
    var refused = custode.get(BAD + "answers");
    assertThat(refused.json().path("type").asText()).contains("answer-too-large");
    await().atMost(SOON).until(() -> ask("answers") == 503);
    endsBecause("answers too much", "calls failed within a minute");
  }

  /** The node ends, starts again, and the one who had filled its memory is not started. */
  @Test
  void leaks() {
    pulse.close();
    var first = custode.process();
    callers.submit(() -> ask("leaks"));
    await().atMost(SOON).until(() -> !first.isAlive());
    custode.startAgain();
    assertThat(state()).isEqualTo("QUARANTINED");
    assertThat(plugin().path("quarantine").path("reason").asText())
        .contains("ran out of memory", "MiB", "msp:plugin-release " + ID);
    assertThat(ask("fine")).isEqualTo(503);
    pulse = new Pulse(custode.admin());
    pulse.p95();
  }
}
