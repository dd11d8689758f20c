// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that sleeps stands for a server that does not get healthy. */
@Timeout(20)
class ReadyTest {
  @TempDir Path dir;
  private Process server;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(dir.resolve("data"));
    server = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void end() {
    server.destroyForcibly();
  }

  private Ready ready() throws IOException {
    return new Ready(Home.open(dir), server.pid(), dir.resolve("log/console.log"));
  }

  private void trouble(String kind, String reason) throws IOException {
    Files.writeString(dir.resolve("data/database-trouble"), kind + "\n" + reason + "\n");
  }

  @Test
  void anUnfitDatabaseIsSaidAtOnceAndTheServerIsStopped() throws Exception {
    trouble("unfit", "Let an administrator run: GRANT custode_app TO \"it\";");

    assertThatThrownBy(() -> ready().await(Duration.ofMinutes(1)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("GRANT custode_app TO \"it\";");
    assertThat(server.waitFor(1, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void oneThatIsAwayIsWaitedForAndSaidAtTheEnd() throws Exception {
    trouble("away", "Connection refused.");

    assertThatThrownBy(() -> ready().await(Duration.ofMillis(300)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("not healthy after")
        .hasMessageContaining("Connection refused.");
    assertThat(server.isAlive()).isTrue();
  }
}
