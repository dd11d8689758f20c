// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.TestAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A module that hangs or fills the memory is held back with the reason, and the agent goes on. */
@Order(6)
@CustodeTest
@ResourceLock(Journey.PLUGINS)
class BadModulesIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String HELD = "\"held\":true";

  /** One machine, on which the module is bad in its own way. */
  private record Machine(Journey journey, TestAgent agent, Echoes echoes) {
    static Machine of(Custode custode, String name) {
      var journey = Journey.of(custode, name);
      var agent = journey.enrol(name);
      return new Machine(journey, agent, Echoes.on(journey));
    }

    /** From that version on. */
    void turnsBad(String version, String how) throws IOException {
      var directory = Files.createDirectories(agent.home().resolve("data/echoes"));
      Files.writeString(directory.resolve(version), how);
    }

    boolean starts(String version) throws IOException {
      return logs().anyMatch(log -> log.contains(version) && log.contains("\"starting\":true"));
    }

    /** What is on disk of crashes. */
    private Stream<String> logs() throws IOException {
      try (var files = Files.list(agent.home().resolve("modules/echoes"))) {
        return files.filter(file -> file.toString().endsWith(".crashes")).toList().stream()
            .map(Machine::text);
      }
    }

    private static String text(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        return ""; // it has just gone
      }
    }

    /** An action of the agent's own. */
    void works() {
      var ended = journey.ended(journey.script(echoes.asset(), "true"));
      assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
    }

    String said() {
      return text(agent.home().resolve("agent-console.log"));
    }

    /** Of its memory being full. */
    void awaitDeath() {
      await().atMost(SOON).until(() -> !agent.process().isAlive());
      assertThat(said()).contains("java.lang.OutOfMemoryError");
    }

    /** Until its module is held. */
    boolean diesAgain() {
      await()
          .atMost(SOON)
          .until(() -> !agent.process().isAlive() || logs().anyMatch(log -> log.contains(HELD)));
      return !agent.process().isAlive();
    }

    /** How often it crashed, once it is either running again or held. */
    void awaitCrash(int times) {
      echoes.awaitModule(
          m -> m.path("crashes").asInt() == times && !m.path("state").asText().equals("FAILED"));
    }
  }

  @Test
  void whatHangsOrFillsTheMemoryIsHeldBackWithTheReason(Custode custode) throws Exception {
    var hanging = Machine.of(custode, "hanging");
    var filled = Machine.of(custode, "filled");
    var leaking = Machine.of(custode, "leaking");
    try {
      Echoes.install(custode, "1.0.0", false);
      for (var machine : List.of(hanging, filled, leaking)) {
        machine.echoes().awaitRuns("1.0.0");
      }
      hanging.turnsBad("1.1.0", "hangs");
      filled.turnsBad("1.1.0", "fills");
      Echoes.install(custode, "1.1.0", false);
      all(
          List.of(
              () -> whatHangsHoldsUpNobody(hanging),
              () -> whatTheAgentDiesOfIsHeld(filled),
              () -> whatLeaksIsTakenOut(leaking)));
    } finally {
      custode.shell("msp:plugin-uninstall echoes");
    }
  }

  private static Void whatHangsHoldsUpNobody(Machine machine) throws Exception {
    await().atMost(SOON).until(() -> machine.starts("1.1.0"));
    machine.works();
    assertThat(machine.starts("1.1.0")).as("it still hangs").isTrue();
    var held = machine.echoes().awaitHeld();
    assertThat(held.path("has").asText()).isEqualTo("1.0.0");
    assertThat(held.path("reason").asText())
        .contains("It did not start: that took more than 30 s; it was in")
        .contains("Echo.<init>. What takes longer belongs on a thread of the module's own.");
    machine.echoes().answers("1.0.0");
    assertThat(machine.agent().process().isAlive()).isTrue();
    return null;
  }

  private static Void whatTheAgentDiesOfIsHeld(Machine machine) throws Exception {
    var agent = machine.agent();
    machine.awaitDeath();
    agent.startAgain();
    var failed = machine.echoes().awaitModule(m -> m.path("state").asText().equals("FAILED"));
    assertThat(failed.path("wanted").asText()).isEqualTo("1.1.0");
    machine.echoes().answers("1.0.0");

    agent.close();
    machine.turnsBad("1.0.0", "fills");
    int deaths = 1;
    agent.startAgain();
    while (machine.diesAgain()) {
      agent.startAgain();
      deaths++;
    }
    assertThat(deaths)
        .isBetween(3, 4); // the first may have been more than a minute after its start
    var held = machine.echoes().awaitHeld();
    assertThat(held.path("crashes").asInt()).isEqualTo(3);
    assertThat(held.path("reason").asText())
        .contains("The agent ended while it started, or within a minute.");
    machine.works();
    assertThat(agent.process().isAlive()).isTrue();
    return null;
  }

  private static Void whatLeaksIsTakenOut(Machine machine) {
    var echoes = machine.echoes();
    echoes.awaitRuns("1.1.0");
    var leak = echoes.say("leak");
    assertThat(leak.path("state").asText()).as(leak.toString()).isEqualTo("FAILED");
    assertThat(leak.path("reason").asText()).contains("interrupted");
    machine.awaitCrash(1);
    echoes.say("leak-beside");
    machine.awaitCrash(2);
    echoes.answers("1.1.0");
    echoes.say("leak");
    var held = echoes.awaitHeld();
    assertThat(held.path("reason").asText())
        .contains("The agent's memory was full")
        .contains("this module had allocated most within a minute: ")
        .contains("It has to keep less.");
    echoes.awaitAlerts(1);
    machine.works();
    assertThat(machine.agent().process().isAlive()).isTrue();
    return null;
  }

  private static void all(List<Callable<Void>> steps) throws Exception {
    var threads = Executors.newFixedThreadPool(steps.size());
    try {
      for (var step : threads.invokeAll(steps)) {
        step.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
