// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.notice.NewNoticeRule;
import io.custode.persistence.internal.database.Settings;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.notice.TestRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nodes that publish and deliver are killed at random, and once at the worst moment: no event is
 * lost, a kill repeats one at most, and what is repeated has its effects once: one entry of the
 * audit, one notice. The same kills again by {@code -Dcustode.test.seed=S}.
 */
class DeliveryKillTest {
  private static final int KILLS = Integer.getInteger("custode.test.kills", 4);
  private static final long SEED = Long.getLong("custode.test.seed", System.nanoTime());

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void noKillLosesAnEventOrRepeatsMoreThanOneOrItsEffect(TestDatabases kind) throws Exception {
    System.out.println("DeliveryKillTest seed " + SEED);
    try (var database = kind.open()) {
      boolean shared = kind == TestDatabases.POSTGRESQL;
      var settings =
          shared
              ? database.settings()
              : new Settings("jdbc:derby:" + directory.resolve("db"), "", "", 5);
      rule(settings);
      var command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin/java").toString(),
              "-Xmx256m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Dderby.stream.error.file=" + directory.resolve("derby.log"),
              "-cp",
              System.getProperty("java.class.path"),
              DeliveringNode.class.getName(),
              settings.url(),
              settings.user(),
              settings.password(),
              directory.toString());
      var random = new Random(SEED);
      var nodes = new ArrayList<Process>();
      try {
        for (int i = 0; i < (shared ? 2 : 1); i++) {
          nodes.add(start(command));
        }
        for (int kill = 0; kill < KILLS; kill++) {
          TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(1500));
          int victim = random.nextInt(nodes.size());
          nodes.get(victim).destroyForcibly().waitFor();
          nodes.set(victim, start(command));
        }
        nodes.set(killedAfterItsEffect(nodes), start(command));
        TimeUnit.SECONDS.sleep(3);
        for (var node : nodes) {
          node.getOutputStream().write('\n');
          node.getOutputStream().flush();
        }
        for (var node : nodes) {
          assertThat(node.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        }
      } finally {
        nodes.forEach(Process::destroyForcibly);
      }
      check(settings);
    }
  }

  private static void rule(Settings settings) {
    try (var database = TestDatabase.at(settings)) {
      var platform = Platform.on(database);
      platform.as(
          platform.boss,
          () ->
              TestRules.mail(platform)
                  .create(
                      new NewNoticeRule(
                          "Drops", null, null, null, null, "mail", "x", null, null, null)));
    }
  }

  /** Its effects are there, and nothing says so: whoever delivers next has to tell it again. */
  private int killedAfterItsEffect(List<Process> nodes) throws Exception {
    Files.createFile(directory.resolve("die"));
    CompletableFuture.anyOf(
            nodes.stream().map(Process::onExit).toArray(CompletableFuture<?>[]::new))
        .get(60, TimeUnit.SECONDS);
    for (int i = 0; i < nodes.size(); i++) {
      if (!nodes.get(i).isAlive()) {
        return i;
      }
    }
    throw new AssertionError("none has ended");
  }

  private void check(Settings settings) throws IOException {
    var published = new HashSet<>(Files.readAllLines(directory.resolve("published")));
    var times = new HashMap<String, Integer>();
    Files.readAllLines(directory.resolve("heard")).forEach(id -> times.merge(id, 1, Integer::sum));
    int repeated = times.values().stream().mapToInt(n -> n - 1).sum();
    System.out.println(
        "DeliveryKillTest " + published.size() + " published, " + repeated + " told twice");
    assertThat(published).hasSizeGreaterThan(20);
    assertThat(times.keySet()).as("nothing is lost").containsAll(published);
    var unknown = new HashSet<>(times.keySet());
    unknown.removeAll(published);
    assertThat(unknown)
        .as("committed, and killed before it was noted")
        .hasSizeLessThanOrEqualTo(KILLS + 1);
    assertThat(repeated).as("told twice").isBetween(1, KILLS + 1);
    try (var database = TestDatabase.at(settings)) {
      var platform = Platform.on(database);
      assertThat(texts(platform, "select n.event from NoticeEntity n"))
          .as("notices")
          .containsExactlyInAnyOrderElementsOf(times.keySet());
      assertThat(
              texts(
                  platform,
                  "select a.target from AuditEntity a where a.verb = '"
                      + DeliveringNode.FELL
                      + "'"))
          .as("entries of the audit")
          .containsExactlyInAnyOrderElementsOf(times.keySet());
    }
  }

  private static List<String> texts(Platform platform, String query) {
    return platform.visibility.asProvider(
        () -> platform.store.read(em -> em.createQuery(query, String.class).getResultList()));
  }

  private Process start(List<String> command) throws IOException {
    var process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(directory.resolve("errors").toFile()))
            .start();
    int first = process.getInputStream().read();
    assertThat(first).as(() -> "it starts: " + errors()).isEqualTo('r');
    return process;
  }

  private String errors() {
    try {
      return Files.readString(directory.resolve("errors"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
