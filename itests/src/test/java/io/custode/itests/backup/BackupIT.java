// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.itests.hot.Hello;
import io.custode.itests.journey.Journey;
import io.custode.itests.journey.ThisHost;
import io.custode.itests.people.Totp;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A platform on Derby is backed up while it works, and comes back on PostgreSQL, with its agent;
 * that is backed up and comes back on Derby.
 */
@Order(3)
class BackupIT {
  private static final String SERVER =
      System.getProperty(
          "custode.it.postgresql", "jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres");

  /** What a home's own configuration says. */
  private static final String KEPT = "trustedProxies = 192.0.2.7";

  /** What a platform adds to by itself, and what this test does in between. */
  private static final List<String> GROWING =
      List.of(
          "core.action",
          "core.audit_entry",
          "core.event_journal",
          "core.job_run",
          "core.web_session",
          "lifecycle.node",
          "lifecycle.plugin_node");

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
      install(first);
      var kept = first.home().resolve("etc/io.custode.rest.cfg");
      Files.writeString(kept, KEPT + "\n");
      var person = Person.invited(first);
      var archive = first.home().resolve("first.backup");
      int before = load(first, archive);
      refused(first, archive);
      first.stop();

      var onPostgresql =
          first.restored(archive, fresh("back").resolve("home"), List.of("--database", url));
      running = onPostgresql;
      assertThat(onPostgresql.home().resolve("etc/io.custode.rest.cfg")).hasContent(KEPT);
      assertThat(onPostgresql.home().resolve("data/etc/io.custode.rest.cfg"))
          .content()
          .contains(KEPT);
      greets(onPostgresql);
      person.signsIn(onPostgresql);
      tenants(onPostgresql, archive, before);
      var there = new Journey(onPostgresql, journey.tenant());
      var back = Instant.now();
      await().atMost(Duration.ofSeconds(90)).until(() -> there.asset().path("online").asBoolean());
      assertThat(there.ended(there.script(asset, "echo two")).path("state").asText())
          .isEqualTo("SUCCEEDED");
      System.out.println("BackupIT agent back after " + Duration.between(back, Instant.now()));
      assertThat(agent.process().isAlive()).isTrue();

      var second = onPostgresql.home().resolve("second.backup");
      onPostgresql.shell("msp:backup " + second).ok();
      compare(archive, second);
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
      greets(onDerby);
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

  private static void install(Custode custode) throws IOException {
    custode.install(Hello.jar(custode.home().resolve("plugins")));
    assertThat(custode.get(Hello.GREETINGS).status()).isEqualTo(200);
  }

  private static void greets(Custode custode) {
    await().until(() -> custode.get(Hello.GREETINGS).status() == 200);
  }

  /** Somebody whose sign-in needs a secret that is sealed under a key of the home. */
  private record Person(String secret) {
    private static final String NAME = "with-a-code";
    private static final String PASSWORD = "a long enough word";

    static Person invited(Custode custode) throws Exception {
      var code =
          custode
              .shell("msp:user-invite " + NAME + " technician --json")
              .json()
              .path("code")
              .asText();
      var set = Map.of("user", NAME, "code", code, "password", PASSWORD);
      assertThat(custode.anonymous().post("/api/v1/session/password", set).status()).isEqualTo(204);
      var web = custode.anonymous().signIn(NAME, PASSWORD);
      var commands = "/api/v1/commands/msp.second-factor-";
      var secret =
          web.post(commands + "enrol", Map.of("password", PASSWORD)).json().path("secret").asText();
      assertThat(web.post(commands + "confirm", Map.of("code", Totp.code(secret, 0))).status())
          .isEqualTo(200);
      return new Person(secret);
    }

    void signsIn(Custode custode) throws Exception {
      var without = Map.of("user", NAME, "password", PASSWORD);
      assertThat(custode.anonymous().post("/api/v1/session", without).status()).isEqualTo(401);
      var with = Map.of("user", NAME, "password", PASSWORD, "code", Totp.code(secret, 1));
      var in = custode.anonymous().post("/api/v1/session", with);
      assertThat(in.status()).as(in.body()).isEqualTo(200);
    }
  }

  private static SortedMap<String, Long> counts(Path archive) {
    var counts = new TreeMap<String, Long>();
    ThisHost.tool("unzip", "-p", archive.toString(), "counts")
        .lines()
        .map(line -> line.split(" "))
        .forEach(words -> counts.put(words[0], Long.valueOf(words[1])));
    return counts;
  }

  /** Nothing is lost of any table, and nothing is there twice. */
  private static void compare(Path before, Path after) {
    var then = counts(before);
    var now = counts(after);
    assertThat(now).containsOnlyKeys(then.keySet());
    GROWING.forEach(
        table ->
            assertThat(now.remove(table)).as(table).isGreaterThanOrEqualTo(then.remove(table)));
    // what waited to be told when the copy was made may have been told since
    List.copyOf(then.keySet()).stream()
        .filter(table -> table.endsWith(".outbox"))
        .forEach(
            table ->
                assertThat(now.remove(table)).as(table).isLessThanOrEqualTo(then.remove(table)));
    assertThat(now).isEqualTo(then).containsEntry("core.second_factor", 1L);
  }

  private static void tenants(Custode custode, Path archive, int before) {
    var tenants = counts(archive).get("core.tenant");
    assertThat(tenants).isGreaterThan(before);
    long found = 0;
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
