// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.agent.protocol.Message.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process with SIGKILL at random moments until all its actions ended. */
class ActionCrashTest {
  private static final int ACTIONS = 300;
  private static final long SEED = Long.getLong("custode.seed", 7);

  @TempDir Path home;

  @Test
  void noActionTakesEffectTwiceAndEachEnds() throws Exception {
    System.out.println("ActionCrashTest: -Dcustode.seed=" + SEED);
    var random = new Random(SEED);
    Files.createDirectory(home.resolve("actions"));
    int kills = 0;
    boolean done = false;
    while (!done) {
      var child = child();
      assertThat(child.inputReader().readLine()).isEqualTo("READY");
      done = child.waitFor(kills < 15 ? random.nextInt(200) : 120_000, TimeUnit.MILLISECONDS);
      if (!done) {
        child.destroyForcibly().waitFor();
        kills++;
        assertThat(kills).isLessThan(17);
      }
    }
    verify(kills);
  }

  private void verify(int kills) throws IOException {
    var effects = new HashMap<String, Integer>();
    for (var line : Files.readAllLines(home.resolve("effects"))) {
      effects.merge(line, 1, Integer::sum);
    }
    var journal = new Journal(home.resolve("actions"));
    int unknown = 0;
    for (int i = 0; i < ACTIONS; i++) {
      var id = (i % 2 == 0 ? "once-" : "again-") + i;
      var result = journal.result(id).orElseThrow();
      if (result.outcome() == Outcome.SUCCEEDED) {
        assertThat(effects.get(id)).as(id).isPositive();
      } else {
        assertThat(result.outcome()).as(id).isEqualTo(Outcome.UNKNOWN);
        assertThat(id).startsWith("once-");
        unknown++;
      }
      if (id.startsWith("once-")) {
        assertThat(effects.getOrDefault(id, 0)).as(id).isLessThanOrEqualTo(1);
      }
    }
    System.out.println("ActionCrashTest: " + kills + " kills, " + unknown + " unknown");
    assertThat(kills).isPositive();
    assertThat(unknown).isLessThanOrEqualTo(4 * kills);
  }

  private Process child() throws IOException {
    return new ProcessBuilder(
            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            CrashChild.class.getName(),
            home.toString(),
            Integer.toString(ACTIONS))
        .redirectErrorStream(true)
        .start();
  }
}
