// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import io.custode.itests.journey.Journey;
import io.custode.itests.journey.TlsServer;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** hello arrives and leaves while twenty connections read. */
@CustodeTest
@ResourceLock(Journey.PLUGINS)
class HotPluginIT {
  private static final Path COPIES = Path.of("target/plugins").toAbsolutePath();

  @Test
  void nothingElseNotices(Custode custode) throws Exception {
    var jar = Hello.jar(COPIES);
    custode.sign(jar);
    assertThat(custode.get(Hello.GREETINGS).status()).isEqualTo(404);
    var log = custode.home().resolve("log");
    try (var watch = BundleWatch.of(custode);
        var readers = new Readers(custode.admin(), 20, Readers.and())) {
      for (int round = 0; round < 2; round++) {
        custode.shell("msp:plugin-install file:" + jar).ok();
        assertThat(custode.get(Hello.GREETINGS).status()).isEqualTo(200);
        assertThat(custode.shell("msp:plugin-list --json").json().toString()).contains("\"hello\"");
        custode.shell("msp:plugin-uninstall hello").ok();
        assertThat(custode.get(Hello.GREETINGS).status()).isEqualTo(404);
      }
      assertThat(watch.moved()).isNotEmpty().allMatch(line -> line.endsWith(Hello.BUNDLE));
      assertThat(readers.failed).isEmpty();
      assertThat(readers.answered.get()).isGreaterThan(100);
      System.out.println(
          "HotPluginIT: "
              + readers.answered
              + " requests answered, "
              + readers.failed.size()
              + " failed");
    }
    assertThat(log).isDirectory();
  }

  @Test
  void karafsCommandsLeaveItAlone(Custode custode) throws Exception {
    var jar = Hello.jar(COPIES);
    custode.install(jar);
    for (var line :
        List.of(
            "bundle:uninstall custode-plugin-hello",
            "bundle:stop custode-plugin-hello",
            "bundle:refresh custode-api",
            "bundle:install file:" + jar)) {
      var refused = custode.shell(line);
      assertThat(refused.exit()).as(line).isEqualTo(1);
      assertThat(refused.err()).as(line).contains("hello").contains("Use msp:plugin-");
    }
    assertThat(custode.get(Hello.GREETINGS).status()).isEqualTo(200);
    custode.uninstall("hello");
  }

  @Test
  void whatWasBuiltAgainstTheFirstReleaseStillRuns(Custode custode) throws Exception {
    var jar = Hello.first(COPIES);
    custode.install(jar);
    assertThat(custode.get(Hello.GREETINGS).status()).isEqualTo(200);
    custode.uninstall("hello");
    assertThat(custode.get(Hello.GREETINGS).status()).isEqualTo(404);
  }

  /**
   * Sent over REST, planned, installed, taken back: its own callers wait and none of them fails.
   */
  @Test
  void theVersionBeforeComesBack(Custode custode) throws Exception {
    custode.install(Hello.first(COPIES));
    var next = Hello.jar(COPIES);
    custode.sign(next);
    try (var watch = BundleWatch.of(custode);
        var readers = new Readers(custode.admin(), 20, Readers.and(Hello.GREETINGS))) {
      var upload = custode.admin().upload("/api/v1/plugin-uploads", Files.readAllBytes(next));
      var source = Map.of("source", upload.json().path("source").asText());
      var plan = custode.post("/api/v1/plugins/plan", source).json();
      assertThat(plan.path("verb").asText()).isEqualTo("update");
      assertThat(plan.path("refused")).isEmpty();

      var now = custode.post("/api/v1/plugins", source).json().path("version").asText();
      assertThat(now).isNotEqualTo("0.1.0");
      var kept = custode.get("/api/v1/plugin-versions?plugin=hello").json().path("items");
      assertThat(kept).hasSize(1);
      assertThat(kept.get(0).path("version").asText()).isEqualTo("0.1.0");

      custode.shell("msp:plugin-rollback hello").ok();
      assertThat(custode.shell("msp:plugin-list --json").json().toString()).contains("0.1.0");
      custode.shell("msp:plugin-rollback hello --version " + now).ok();
      assertThat(custode.shell("msp:plugin-version-list hello").ok().out()).contains("0.1.0");
      assertThat(custode.shell("msp:plugin-rollback hello --version 7.0.0").exit()).isEqualTo(1);
      assertThat(watch.moved()).isNotEmpty().allMatch(line -> line.endsWith(Hello.BUNDLE));
      assertThat(readers.failed).isEmpty();
    } finally {
      custode.uninstall("hello");
    }
    assertThat(custode.get("/api/v1/plugin-versions?plugin=hello").status()).isEqualTo(404);
  }

  @Test
  void unsignedAndStrangeJarsAreRefused(Custode custode) throws Exception {
    var refusals = new ArrayList<String>();
    var unsigned = Hello.jar(COPIES);
    for (var source :
        List.of(
            "file:" + unsigned,
            "file:/etc/passwd",
            "file:/dev/zero",
            "file:/nowhere.jar",
            "https://localhost/x.jar",
            "../x")) {
      var answer = custode.shell("msp:plugin-install '" + source + "'");
      assertThat(answer.exit()).as(source).isEqualTo(1);
      assertThat(answer.err()).as(source).isNotBlank();
      refusals.add(answer.err());
    }
    assertThat(custode.get(Hello.GREETINGS).status()).isEqualTo(404);
    assertThat(refusals).hasSize(6);
  }

  /**
   * A platform of its own, for an id belongs to the key that first brought it, and elsewhere in
   * this suite that is the home's.
   */
  @Test
  void theDistributionBringsACatalog(@TempDir Path folder) throws Exception {
    var elsewhere = Guest.jars().first(folder.resolve("elsewhere"));
    var home = Files.createDirectory(folder.resolve("home"));
    try (var server = new TlsServer(folder.resolve("server.p12"), gives(elsewhere));
        var custode = Custode.start(home, List.of(), server.trusting())) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> custode.get("/api/v1/plugin-catalog").json().path("items").size() > 0);
      var offer = custode.get("/api/v1/plugin-catalog?plugin=hello").json().path("items").get(0);
      var version = offer.path("version").asText();
      assertThat(offer.path("state").asText()).isEqualTo("AVAILABLE");
      assertThat(offer.path("catalog").asText()).isEqualTo("custode");
      assertThat(offer.path("notes").path("it").asText()).contains("plugin");

      var source = Map.of("source", "catalog:hello");
      var plan = custode.post("/api/v1/plugins/plan", source).json();
      assertThat(plan.path("refused")).isEmpty();
      assertThat(plan.path("version").asText()).isEqualTo(version);
      custode.shell("msp:plugin-install catalog:hello").ok();
      assertThat(custode.get(Hello.GREETINGS).status()).isEqualTo(200);
      assertThat(custode.shell("msp:plugin-update --json").json().path("items")).isEmpty();

      // one of this home's own, beside it
      var own = Files.createDirectory(folder.resolve("plugins"));
      custode.sign(Hello.first(own));
      var catalog = folder.resolve("our-own.jar");
      custode.command(List.of("sign-catalog", own.toString(), catalog.toString())).ok();
      custode.shell("msp:plugin-catalog-load file:" + catalog).ok();
      var list = custode.shell("msp:plugin-catalog-list --plugin hello").ok().out();
      assertThat(list).contains("our-own", "FOREIGN", "INSTALLED");

      var unsigned = folder.resolve("nobodys.jar");
      custode
          .command(List.of("sign-catalog", own.toString(), unsigned.toString(), "--unsigned"))
          .ok();
      var refusal = custode.shell("msp:plugin-catalog-load file:" + unsigned);
      assertThat(refusal.exit()).isEqualTo(1);
      assertThat(refusal.err()).contains("not signed");

      custode.uninstall("hello");
      assertThat(custode.get(Hello.GREETINGS).status()).isEqualTo(404);

      // one whose jar lies elsewhere: it is fetched, and must be the jar that the catalog names
      custode.sign(elsewhere);
      Files.copy(elsewhere, own.resolve("guest.jar"));
      Files.writeString(own.resolve("guest.url"), server.url("/guest.jar"));
      var far = folder.resolve("far-away.jar");
      custode.command(List.of("sign-catalog", own.toString(), far.toString())).ok();
      custode.shell("msp:plugin-catalog-load file:" + far).ok();
      custode.shell("msp:plugin-install catalog:guest").ok();
      var tenant = Journey.of(custode, "Far away").tenant();
      var notes = custode.get("/api/v1/tenants/" + tenant + "/plugins/guest/notes");
      assertThat(notes.json().path("version").asText()).as(notes.body()).isEqualTo("1.0.0");
      custode.uninstall("guest");
      Guest.jars().first(folder.resolve("elsewhere"));
      var another = custode.shell("msp:plugin-install catalog:guest");
      assertThat(another.exit()).isEqualTo(1);
      assertThat(another.err()).contains("another jar than the checksum names");
    }
  }

  private static HttpHandler gives(Path jar) {
    return exchange -> {
      exchange.sendResponseHeaders(200, Files.size(jar));
      try (var body = exchange.getResponseBody()) {
        Files.copy(jar, body);
      }
    };
  }
}
