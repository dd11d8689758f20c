// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.itests.journey.Journey;
import io.custode.itests.journey.ThisHost;
import io.custode.testing.Custode;
import io.custode.testing.Part;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A platform on Derby is backed up while it works, and comes back on PostgreSQL, with its agent;
 * that is backed up and comes back on Derby.
 */
class BackupIT {
  private static final String SERVER =
      System.getProperty(
          "custode.it.postgresql", "jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres");

  private final Path parent = Path.of("target/custode-homes").toAbsolutePath();

  private Path fresh(String name) throws IOException {
    Files.createDirectories(parent);
    return Files.createTempDirectory(parent, name);
  }

  @Test
  void whatWasBackedUpUnderLoadComesBackWhole() throws Exception {
    Part.requires("postgresql");
    var database = "custode_it_backup_" + ProcessHandle.current().pid();
    sql("drop database if exists " + database + " with (force)");
    sql("create database " + database);
    var server = URI.create(SERVER.substring("jdbc:".length()));
    var url =
        "jdbc:postgresql://%s:%d/%s?%s"
            .formatted(server.getHost(), server.getPort(), database, server.getQuery());
    var first = Custode.start(fresh("backup"), List.of());
    var running = first;
    try {
      var journey = Journey.of(first, "Backed up");
      // not the platform's to stop: it goes on while the platform is away
      var agent = journey.enrol("backup");
      var asset = journey.asset().path("id").asText();
      assertThat(journey.ended(journey.script(asset, "echo one")).path("state").asText())
          .isEqualTo("SUCCEEDED");
      var archive = first.home().resolve("first.backup");
      int before = load(first, archive);
      refused(first, archive);
      first.stop();

      var onPostgresql =
          first.restored(archive, fresh("back").resolve("home"), List.of("--database", url));
      running = onPostgresql;
      counts(onPostgresql, archive, before);
      var there = new Journey(onPostgresql, journey.tenant());
      var back = Instant.now();
      await().atMost(Duration.ofSeconds(90)).until(() -> there.asset().path("online").asBoolean());
      assertThat(there.ended(there.script(asset, "echo two")).path("state").asText())
          .isEqualTo("SUCCEEDED");
      System.out.println("BackupIT agent back after " + Duration.between(back, Instant.now()));
      assertThat(agent.process().isAlive()).isTrue();

      var second = onPostgresql.home().resolve("second.backup");
      onPostgresql.shell("msp:backup " + second).ok();
      var intoFull = Custode.at(fresh("full").resolve("home"));
      intoFull
          .command(List.of("restore", second.toString(), "--database", url, "--port", "28443"))
          .ok();
      assertThat(intoFull.command(List.of("start", "--background")).err())
          .contains("already holds an installation")
          .contains("empty --database");
      onPostgresql.stop();

      var onDerby =
          onPostgresql.restored(
              second, fresh("again").resolve("home"), List.of("--database", "derby"));
      running = onDerby;
      var here = new Journey(onDerby, journey.tenant());
      assertThat(onDerby.shell("msp:audit-verify --json").ok().out()).contains("true");
      assertThat(here.ended(here.script(asset, "echo three")).path("state").asText())
          .isEqualTo("SUCCEEDED");
    } finally {
      first.close();
      if (running != first) {
        running.close();
      }
      sql("drop database if exists " + database + " with (force)");
    }
  }

  /**
   * Backs up while tenants are made.
   *
   * @return how many were there before the backup began
   */
  private static int load(Custode custode, Path archive) throws InterruptedException {
    var stop = new AtomicBoolean();
    var made = new AtomicInteger();
    var failed = new ArrayList<Integer>();
    var worker =
        new Thread(
            () -> {
              while (!stop.get()) {
                int status =
                    custode.post("/api/v1/tenants", Map.of("name", "Load " + made.get())).status();
                if (status == 201) {
                  made.incrementAndGet();
                } else {
                  failed.add(status);
                }
              }
            });
    worker.start();
    await().until(() -> made.get() > 20);
    int before = made.get();
    var written = custode.shell("msp:backup " + archive + " --json").ok();
    stop.set(true);
    worker.join();
    assertThat(failed).as("requests that failed under the backup").isEmpty();
    assertThat(written.out()).contains("administrator");
    System.out.println(
        "BackupIT " + written.out().strip() + ", " + (made.get() - before) + " tenants meanwhile");
    return before;
  }

  private static void counts(Custode custode, Path archive, int before) {
    var counts = ThisHost.tool("unzip", "-p", archive.toString(), "counts");
    int tenants =
        Integer.parseInt(counts.replaceAll("(?s).*core[.]tenant ([0-9]+).*", "$1").strip());
    assertThat(tenants).isGreaterThan(before);
    int found = 0;
    var cursor = "";
    do {
      var page =
          custode
              .get("/api/v1/tenants?limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
              .json();
      found += page.path("items").size();
      cursor = page.path("next").isTextual() ? page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    assertThat(found).isEqualTo(tenants);
    assertThat(custode.shell("msp:audit-verify --json").ok().out()).contains("true");
  }

  /** Archives that are no whole backup of a version that we can read. */
  private void refused(Custode first, Path archive) throws IOException {
    assertThat(first.command(List.of("restore", archive.toString())).err())
        .contains("is not empty; nothing was changed");
    var bytes = Files.readAllBytes(archive);
    var bad = fresh("bad");
    var home = Custode.at(bad.resolve("home"));
    for (int length : new int[] {0, 10, bytes.length / 2, bytes.length - 1}) {
      var cut = Files.write(bad.resolve("cut"), java.util.Arrays.copyOf(bytes, length));
      var answer = home.command(List.of("restore", cut.toString()));
      assertThat(answer.exit()).isEqualTo(1);
      assertThat(answer.err()).contains("no whole backup").hasLineCount(1);
    }
    var changed = bytes.clone();
    changed[bytes.length / 2] ^= 1;
    assertThat(
            home.command(
                    List.of("restore", Files.write(bad.resolve("changed"), changed).toString()))
                .err())
        .contains("no whole backup");
    assertThat(home.command(List.of("restore", bad.resolve("none").toString())).err())
        .contains("There is no readable file");
    assertThat(bad.resolve("home")).doesNotExist();
  }

  private static void sql(String statement) {
    ThisHost.tool(
        "psql", "-v", "ON_ERROR_STOP=1", "-q", "-c", statement, SERVER.substring("jdbc:".length()));
  }
}
