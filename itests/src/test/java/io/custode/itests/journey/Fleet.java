// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.benchmarks.FleetSimulator;
import io.custode.testing.Custode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Many simulated agents, connected and telling how they are until it is closed. */
public final class Fleet implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final String tenant;

  private Fleet(Process process, Path out, String tenant) {
    this.process = process;
    this.out = out;
    this.tenant = tenant;
  }

  /**
   * Returns when all are connected.
   *
   * @param options of {@link FleetSimulator}, further ones
   */
  public static Fleet of(Custode custode, int agents, Path directory, String... options)
      throws IOException {
    var tenant = Journey.of(custode, "Fleet").tenant();
    var token =
        custode
            .post("/api/v1/tenants/" + tenant + "/enrolment-tokens", Map.of("uses", agents))
            .json();
    assertThat(token.path("secret").asText()).as(token.toString()).isNotEmpty();
    var secrets = directory.resolve("fleet.tokens");
    Files.write(secrets, Collections.nCopies(agents, token.path("secret").asText()));
    var out = directory.resolve("fleet.log");
    var command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    FleetSimulator.class.getName(),
                    "--agents",
                    Integer.toString(agents),
                    "--server",
                    custode.agentUrl(),
                    "--tokens",
                    secrets.toString(),
                    "--seconds",
                    "0"),
                Stream.of(options))
            .toList();
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    var fleet = new Fleet(process, out, tenant);
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> {
              assertThat(process.isAlive()).as(fleet.said()).isTrue();
              return fleet.said().contains("inventory:");
            });
    assertThat(fleet.said()).contains("connect: %d of %d".formatted(agents, agents));
    return fleet;
  }

  private String said() throws IOException {
    return Files.readString(out);
  }

  /** Whose machines they are. */
  public String tenant() {
    return tenant;
  }

  /** Ends in order, when all that was measured is acknowledged. */
  public String stop() throws Exception {
    process.getOutputStream().close();
    assertThat(process.waitFor(150, TimeUnit.SECONDS)).as(said()).isTrue();
    return said();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
