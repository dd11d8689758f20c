// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.itests.journey.Fleet;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A plugin with one of everything comes, changes, goes back and leaves, again and again, while 200
 * agents are connected and twenty connections read: nobody else notices, and nothing stays behind.
 * A real agent runs what the plugin brings to machines, and follows each time. Not one request may
 * fail; it goes well beside other journeys too, but takes the machine from them.
 */
@Isolated
class HotCyclesIT {
  private static final int CYCLES = Integer.getInteger("custode.it.cycles", 20);

  /** So many that what comes once, as caches do, is told apart from what grows. */
  private static final int ENOUGH_FOR_A_SLOPE = 200;

  /**
   * What the compilers note of a method lies in the metaspace too. They note early, so that what
   * grows later is classes.
   */
  private static final String EARLY = " -XX:CompileThresholdScaling=0.1";

  private static final Path HERE = Path.of("target/cycles").toAbsolutePath();

  private static Custode custode;

  private String tenant;
  private String notes;
  private GuestOnMachine machine;
  private BundleWatch watch;

  /** Agents are told at a pace what to fetch: 200 would take most of a minute at the usual one. */
  @BeforeAll
  static void start() throws Exception {
    var homes = Files.createDirectories(Path.of("target/custode-homes").toAbsolutePath());
    var home = Files.createTempDirectory(homes, "cycles");
    Files.writeString(
        Files.createDirectories(home.resolve("etc")).resolve("io.custode.gateway.cfg"),
        "modulesAMinute = 240000\n");
    custode = Custode.start(home, List.of(), EARLY);
  }

  @AfterAll
  static void stop() {
    if (custode != null) {
      custode.close();
    }
  }

  @Test
  void nobodyElseNotices() throws Exception {
    var journey = Journey.of(custode, "Cycles");
    tenant = "/api/v1/tenants/" + journey.tenant();
    notes = tenant + "/plugins/guest/notes";
    machine = GuestOnMachine.of(journey);
    var first = signed(Guest.jars().first(HERE));
    var grown = signed(Guest.jars().grown(HERE));
    custode.install(Hello.jar(HERE));
    watch = BundleWatch.of(custode);
    var heard = new CopyOnWriteArrayList<String>();
    var stream = custode.admin().lines("/api/v1/events");
    var listener = new Thread(() -> stream.forEach(heard::add), "stream");
    listener.start();
    try (var fleet = Fleet.of(custode, 200, Files.createDirectories(HERE));
        var readers = new Readers(custode.admin(), 20, Readers.and(Hello.GREETINGS))) {
      // what is loaded once and for all is loaded now
      cycle(first, grown, 0);
      var start = Vitals.of(custode);
      Vitals half = start;
      for (int cycle = 1; cycle <= CYCLES; cycle++) {
        cycle(first, grown, cycle);
        if (cycle == CYCLES / 2) {
          half = Vitals.of(custode);
        }
        if (cycle % 100 == 0) {
          System.out.println("HotCyclesIT: after " + cycle + " cycles " + Vitals.of(custode));
        }
      }
      var end = Vitals.of(custode);
      System.out.printf(
          "HotCyclesIT: %d cycles, %d requests, longest %d ms; metaspace %d, %d, %d KiB; threads"
              + " %d, %d%n",
          CYCLES,
          readers.answered.get(),
          readers.longestMillis.get(),
          start.metaspaceKiB(),
          half.metaspaceKiB(),
          end.metaspaceKiB(),
          start.threads(),
          end.threads());
      assertThat(readers.failed).isEmpty();
      // what came last may be held for a moment by somebody who did something with it
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(Vitals.loaders(custode, Guest.PACKAGE)).isEmpty());
      assertThat(end.threads()).isLessThanOrEqualTo(start.threads() + 10);
      if (CYCLES >= ENOUGH_FOR_A_SLOPE) {
        assertThat((end.metaspaceKiB() - half.metaspaceKiB()) / (double) (CYCLES - CYCLES / 2))
            .as("KiB of metaspace for each cycle")
            .isLessThanOrEqualTo(2);
      }
      assertThat(fleet.stop()).contains("troubles: 0 failed, 0 lost");
    }
    assertThat(listener.isAlive()).as("the stream goes on").isTrue();
    var last = Journey.of(custode, "Last").tenant();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> heard.stream().anyMatch(line -> line.contains(last)));
    stream.close();
    watch.close();
  }

  /** Each row that was written is there in each version, also after the plugin was gone. */
  private void cycle(Path first, Path grown, int cycle) {
    install(first);
    assertThat(custode.get(notes).json().path("notes").asInt()).isEqualTo(cycle);
    machine.answers("1.0.0");
    try (var own = new Readers(custode.admin(), 2, notes)) {
      good(custode.post(notes, "{}"));
      install(grown);
      shows("1.1.0", cycle + 1);
      machine.answers("1.1.0");
      var back = Map.of("plugin", "guest");
      asPlanned("rollback-plan", back, () -> good(custode.post("/api/v1/plugins/rollback", back)));
      shows("1.0.0", cycle + 1);
      assertThat(own.failed).isEmpty();
    }
    asPlanned(
        "uninstall-plan",
        Map.of("plugin", "guest"),
        () -> good(custode.delete("/api/v1/plugins/guest")));
    assertThat(custode.get(notes).status()).isEqualTo(404);
    // an update stops one version before it starts the next: its pages go a moment later
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !custode.get("/api/v1/ui/contributions").body().contains("guest"));
    machine.isRid();
  }

  private void shows(String version, int many) {
    var state = good(custode.get(notes)).json();
    assertThat(state.path("version").asText()).isEqualTo(version);
    assertThat(state.path("notes").asInt()).isEqualTo(many);
    var counted = good(custode.post(tenant + "/commands/guest.note-count", "{}")).json();
    assertThat(counted.path("version").asText()).isEqualTo(version);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              assertThat(custode.get("/api/v1/ui/contributions").body())
                  .contains("\"guest\"", version);
              assertThat(custode.get("/api/v1/jobs").body()).contains("guest.note-tidy");
            });
  }

  private void install(Path jar) {
    var source = Map.of("source", "file:" + jar);
    asPlanned("plan", source, () -> good(custode.post("/api/v1/plugins", source)));
  }

  /** Whom the plan names stops, starts and loses his classes, and nobody else does. */
  private void asPlanned(String plan, Object asked, Runnable change) {
    var planned = good(custode.post("/api/v1/plugins/" + plan, asked)).json();
    assertThat(planned.path("refused")).as(planned.toString()).isEmpty();
    assertThat(watch.moved()).isEmpty();
    change.run();
    assertThat(watch.moved()).isEqualTo(BundleWatch.of(planned));
  }

  private static Response good(Response answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    return answer;
  }

  private Path signed(Path jar) {
    custode.sign(jar);
    return jar;
  }
}
