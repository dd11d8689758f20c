// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.custode.testing.Programs;
import io.custode.testing.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The README's first command, as somebody types it who has just built: with nothing beside. */
@Isolated
class RunIT {
  private final Path run = Path.of("../run").toAbsolutePath().normalize();
  private final String port = Integer.toString(Programs.freePorts(4));

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    run("stop");
  }

  private ShellResult run(String... words) {
    var command = new ArrayList<>(List.of(run.toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--home", directory.resolve("home").toString()));
    return Programs.run(Duration.ofMinutes(5), command);
  }

  private static String uname() {
    return Programs.run(Duration.ofSeconds(10), List.of("uname", "-n")).ok().out().strip();
  }

  /** Not that of ./run, which may build first. */
  private Instant platformStart() throws IOException {
    var pid = Files.readString(directory.resolve("home/data/custode.pid")).strip();
    var process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    return process.info().startInstant().orElseThrow();
  }

  private JsonNode assets() throws IOException {
    return new ObjectMapper()
        .readTree(run("shell", "msp:asset-list --json").ok().out())
        .path("items");
  }

  @Test
  void aMinuteAfterTheStartThisMachineIsListedAndItStaysThroughARestart() throws IOException {
    var first = run("start", "--background", "--port", port).ok();
    assertThat(first.out()).contains("https://localhost:" + port).contains("with the password ");

    var assets = assets();
    assertThat(Duration.between(platformStart(), Instant.now())).isLessThan(Duration.ofSeconds(60));
    assertThat(assets).hasSize(1);
    assertThat(assets.get(0).path("name").asText()).isEqualTo(uname());
    assertThat(assets.get(0).path("online").asBoolean()).isTrue();
    assertThat(run("status").ok().out()).contains("The agent of this machine runs");

    assertThat(run("stop").ok().out()).contains("Custode has stopped.");
    assertThat(run("status").exit()).isEqualTo(1);
    var again = run("start", "--background").ok();
    assertThat(again.out()).contains("https://localhost:" + port).doesNotContain("password");
    var after = assets();
    assertThat(after).hasSize(1);
    assertThat(after.get(0).path("id")).isEqualTo(assets.get(0).path("id"));
  }
}
