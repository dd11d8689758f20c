// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.Part;
import io.custode.testing.Programs;
import io.custode.testing.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The server's disk is full, with the database and the log on it: a clear error, recovery by itself
 * once there is room, nothing lost. The disk is a file system in memory; that needs root.
 */
class DiskFullIT {
  private static final Duration FULL = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Path DISK = Path.of("target/full-disk").toAbsolutePath();
  private static final Path BALLAST = DISK.resolve("ballast");
  private static final Path SMALL = Path.of("target/small-disk").toAbsolutePath();
  private static boolean mounted;

  @BeforeAll
  static void mount() throws IOException {
    Part.ROOT.require();
    Files.createDirectories(DISK);
    Files.createDirectories(SMALL);
    tool("mount", "-t", "tmpfs", "-o", "size=600m,mode=700", "tmpfs", DISK.toString());
    tool("mount", "-t", "tmpfs", "-o", "size=16k,mode=700", "tmpfs", SMALL.toString());
    mounted = true;
  }

  @AfterAll
  static void unmount() {
    if (mounted) {
      // what still ends lets go of it in its own time
      tool("umount", "--lazy", DISK.toString());
      tool("umount", SMALL.toString());
    }
  }

  private static void tool(String... words) {
    Programs.run(PATIENCE, List.of(words)).ok();
  }

  @Test
  void aFullDiskGivesAClearErrorAndLosesNothing() throws IOException {
    try (var custode = Custode.start(DISK.resolve("home"), List.of())) {
      var journey = Journey.of(custode, "Disk full");
      try (var agent = journey.enrol("disk-full")) {
        var asset = journey.asset().path("id").asText();
        var before = Instant.now();
        var running = journey.script(asset, "sleep 15; echo late");
        await()
            .atMost(PATIENCE)
            .until(() -> journey.action(running).path("state").asText().equals("RUNNING"));
        noBackup(custode, SMALL, "No space left");
        assertThat(create(custode, "room here").status()).isEqualTo(201);
        fill();
        var accepted = writeUntilRefused(custode, "full");
        accepted.add("room here");
        awaitHealth(custode, 503);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(FULL.toMillis()));
        // what is only a cache gives its room back meanwhile
        fill();
        accepted.addAll(writeUntilRefused(custode, "still full"));

        Files.delete(BALLAST);
        awaitHealth(custode, 200);
        accepted.add(writeUntilAccepted(custode));
        assertThat(tenants(custode)).as("what was accepted, and no more").isEqualTo(accepted);
        assertThat(journey.ended(running).path("output").path("stdout").asText())
            .isEqualTo("late\n");
        assertThat(journey.ended(journey.script(asset, "echo back")).path("state").asText())
            .isEqualTo("SUCCEEDED");
        AwayIT.noGap(journey, asset, before);
        assertThat(agent.process().isAlive()).isTrue();
        custode.shell("msp:audit-verify").ok();
      }
    }
  }

  /** Not one that is cut off, either. */
  private static void noBackup(Custode custode, Path directory, String why) throws IOException {
    var refused = custode.shell("msp:backup " + directory.resolve("it.backup"));
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains(why).contains("nothing").hasLineCount(1);
    try (var left = Files.list(directory)) {
      assertThat(left.map(f -> f.getFileName().toString()))
          .noneMatch(name -> name.startsWith("it.backup"));
    }
    try (var left = Files.list(custode.home().resolve("data"))) {
      assertThat(left.map(f -> f.getFileName().toString()))
          .as("Derby's copy")
          .noneMatch(name -> name.matches("derby[0-9]+"));
    }
  }

  /** To the last byte. */
  private static void fill() {
    try (var out =
        Files.newOutputStream(BALLAST, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int size = 1 << 20; size > 0; size >>= 4) {
        try {
          while (true) {
            out.write(new byte[size]);
          }
        } catch (IOException e) {
          assertThat(e).hasMessageContaining("No space left");
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Derby has made room for its log in advance, so the first writes still pass.
   *
   * @return the names that were accepted
   */
  private static Set<String> writeUntilRefused(Custode custode, String names) {
    var accepted = new HashSet<String>();
    for (int i = 0; i < 2000; i++) {
      var name = names + " " + i;
      var answer = create(custode, name);
      if (answer.status() != 201) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.json().path("type").asText())
            .isEqualTo("urn:custode:problem:unavailable");
        assertThat(answer.json().path("detail").asText()).contains("disk").contains("nothing was");
        return accepted;
      }
      accepted.add(name);
    }
    throw new AssertionError("the disk is not full");
  }

  /** A connection from before may cost a request or two; each name is tried once. */
  private static String writeUntilAccepted(Custode custode) {
    var tries = new AtomicInteger();
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              var name = "room again " + tries.incrementAndGet();
              return create(custode, name).status() == 201 ? name : "";
            },
            name -> !name.isEmpty());
  }

  private static Response create(Custode custode, String name) {
    return custode.post("/api/v1/tenants", Map.of("name", name));
  }

  private static Set<String> tenants(Custode custode) {
    var names = new HashSet<String>();
    var items = custode.get("/api/v1/tenants?limit=500").json().path("items");
    items.forEach(tenant -> names.add(tenant.path("name").asText()));
    names.removeIf(name -> name.startsWith("Disk full") || name.equals("Our company"));
    return names;
  }

  private static void awaitHealth(Custode custode, int status) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(custode.anonymous().get("/health").status()).isEqualTo(status));
  }
}
