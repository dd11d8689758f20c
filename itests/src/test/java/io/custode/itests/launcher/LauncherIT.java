// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.custode.itests.hot.Hello;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.Part;
import io.custode.testing.ShellResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

@CustodeTest(own = true)
class LauncherIT {
  private static void oneLine(ShellResult result, String begin) {
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith(begin).hasLineCount(1);
  }

  @Test
  void runningHomeIsNotStartedTwice(Custode custode) {
    oneLine(custode.command(List.of("start", "--background")), "Custode already runs on ");
  }

  @Test
  void usedPortIsNamed(Custode custode) throws IOException {
    Path other = Files.createTempDirectory("custode-other");
    String port = custode.url().replaceAll(".*:", "");
    // the last --home counts; command() adds that of the running one, so the settings say it here
    try (Custode second = Custode.at(other)) {
      oneLine(
          second.command(List.of("start", "--background", "--port", port)),
          "Port " + port + " (web) is used by another program");
    }
  }

  @Test
  void aHomeThatALaterVersionUsedIsLeftAlone(Custode custode) throws IOException {
    var noted = custode.home().resolve("version");
    var ours = Files.readString(noted);
    assertThat(custode.command(List.of("preflight")).ok().out())
        .contains("Nothing stands in the way", "last used by " + ours.strip(), "take a backup");
    Files.writeString(noted, "99.10.0\n");
    for (var verb : List.of("start", "preflight")) {
      oneLine(
          custode.command(List.of(verb)),
          custode.home() + " was used by Custode 99.10.0, this is " + ours.strip());
    }
    Files.writeString(noted, ours);
    assertThat(custode.get("/health").status()).isEqualTo(200);
  }

  @Test
  void nonsenseIsRefused(Custode custode) {
    oneLine(custode.command(List.of("start", "--port", "80")), "--port must be a number");
    oneLine(custode.command(List.of("start", "--wings")), "--wings is no option");
    oneLine(custode.command(List.of("fly")), "'fly' is no verb");
    oneLine(
        custode.command(List.of("start", "--database", "mysql://h/x")),
        "This is no database that Custode knows");
  }

  @Test
  void comesBackAfterAKill(Custode custode) {
    String before =
        custode.shell("msp:tenant-add 'Before the kill' --json").json().path("id").asText();
    custode.kill9();
    assertThat(custode.command(List.of("status")).exit()).isEqualTo(1);
    ShellResult again = custode.command(List.of("start", "--background"));
    assertThat(again.ok().out())
        .startsWith("Custode is ready: " + custode.url())
        .as("the password is shown at first start only")
        .doesNotContain("password");
    assertThat(custode.get("/api/v1/tenants/" + before).status()).isEqualTo(200);
  }

  @Test
  void ownSettingsSurviveARestart(Custode custode) throws IOException {
    Path own = custode.home().resolve("etc/org.ops4j.pax.logging.cfg");
    var keys = replaceKeys(custode.home().resolve("keys"));
    Files.writeString(
        own,
        "log4j2.logger.own.name = io.custode.own\nlog4j2.logger.own.level = DEBUG\n"
            + "log4j2.rootLogger.appenderRef.File.ref = Json\n"
            + "log4j2.appender.json.policies.size.size = 2KB\n"
            + "log4j2.appender.json.strategy.max = 2\n");
    assertThat(custode.get("/api/v1/warnings").json().path("items")).isEmpty();
    Path developer = custode.home().resolve("etc/io.custode.lifecycle.cfg");
    Files.writeString(developer, "developer = true\n");
    custode.restart();
    var lines = rotated(custode.home().resolve("log"));
    assertThat(lines).hasSizeGreaterThan(5);
    for (String line : lines) {
      var document = new ObjectMapper().readTree(line);
      assertThat(Instant.parse(document.path("time").asText())).isBefore(Instant.now());
      assertThat(document.path("level").asText()).isIn("INFO", "WARN", "ERROR");
      assertThat(document.path("message").asText()).isNotEmpty();
    }
    assertThat(custode.shell("log:display").ok().out()).contains("Published ");
    assertThat(Files.readString(custode.home().resolve("data/etc/org.ops4j.pax.logging.cfg")))
        .contains("log4j2.rootLogger.level = INFO")
        .contains("log4j2.logger.own.level = DEBUG");
    Files.delete(own);
    Files.delete(developer);
    assertThat(custode.get("/api/v1/warnings").json().path("items").findValuesAsText("name"))
        .containsExactly("developer-mode");
    assertThat(custode.get("/health").body()).contains("DEVELOPER MODE");
    assertThat(custode.get("/api/v1/audit?verb=core.developer-mode.begin").json().path("items"))
        .hasSize(1);
    aStrangersPluginRunsInTheDeveloperModeOnly(custode);
    for (var key : keys.entrySet()) {
      assertThat(Files.readString(key.getKey()))
          .as("%s is another one, and the shell worked by it", key.getKey())
          .isNotEqualTo(key.getValue());
    }
  }

  /** The mode is on, and off from the next start on; nobody is left who trusts this home's key. */
  private static void aStrangersPluginRunsInTheDeveloperModeOnly(Custode custode)
      throws IOException {
    var trusted = custode.home().resolve("keys/publishers/local.pem");
    var apart = Files.createTempDirectory("custode-stranger");
    var hello = Hello.jar(apart);
    custode.sign(hello);
    var publisher = Files.move(trusted, apart.resolve("local.pem"));
    custode.shell("msp:plugin-install 'file:" + hello + "'").ok();
    assertThat(custode.get(Hello.GREETINGS).status()).isEqualTo(200);
    assertThat(hello(custode).path("stranger").asBoolean()).isTrue();
    custode.restart();
    assertThat(custode.get("/api/v1/warnings").json().path("items")).isEmpty();
    assertThat(hello(custode).path("state").asText()).isEqualTo("HELD");
    assertThat(hello(custode).path("detail").asText()).contains("developer mode");
    assertThat(custode.get(Hello.GREETINGS).status()).isNotEqualTo(200);

    var pem = Files.readString(publisher);
    var looked = custode.post("/api/v1/publishers/look", Map.of("certificate", pem)).json();
    assertThat(looked.path("plugins").toString()).isEqualTo("[\"hello\"]");
    var added = Map.of("certificate", pem, "name", "No stranger");
    assertThat(custode.post("/api/v1/publishers", added).status()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> custode.get(Hello.GREETINGS).status() == 200);
    assertThat(hello(custode).path("stranger").asBoolean()).isFalse();
    assertThat(custode.get("/api/v1/plugin-use?plugin=hello").json().path("items"))
        .extracting(use -> use.path("what").asText())
        .contains("calls", "cpu", "memory");
    custode.uninstall("hello");
    Files.move(publisher, trusted);
  }

  private static JsonNode hello(Custode custode) {
    for (var plugin : custode.get("/api/v1/plugins").json().path("items")) {
      if (plugin.path("id").asText().equals("hello")) {
        return plugin;
      }
    }
    throw new AssertionError("hello is not installed");
  }

  /** As the admin guide has it; a restart follows. */
  private static Map<Path, String> replaceKeys(Path keys) throws IOException {
    var former = new HashMap<Path, String>();
    for (var name : List.of("host.key", "host.pub", "shell.key", "shell.pub")) {
      var key = keys.resolve(name);
      former.put(key, Files.readString(key));
      Files.delete(key);
    }
    return former;
  }

  @Test
  void replacedPublisherSignsAgain(Custode custode) throws IOException {
    var keys = custode.home().resolve("keys");
    var jar = Files.createTempDirectory("custode-sign").resolve("some.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("some"));
    }
    custode.sign(jar);
    var trusted = keys.resolve("publishers/local.pem");
    var former = Files.readString(trusted);
    for (var name : List.of("publisher.p12", "publisher.pass")) {
      Files.delete(keys.resolve(name));
    }
    Files.move(trusted, trusted.resolveSibling("former.pem"));
    custode.sign(jar);
    assertThat(Files.readString(trusted)).isNotEqualTo(former);
  }

  /** What was kept of a log that ran over more often than it may have files. */
  private static List<String> rotated(Path log) throws IOException {
    var lines = new ArrayList<String>();
    try (Stream<Path> files = Files.list(log)) {
      var kept = files.filter(f -> f.getFileName().toString().startsWith("custode.json")).toList();
      assertThat(kept)
          .extracting(f -> f.getFileName().toString())
          .containsExactlyInAnyOrder("custode.json", "custode.json.1", "custode.json.2");
      for (Path file : kept) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  @Test
  void whoReadsTheKeysGetsALostAdministratorBackIn(Custode custode) {
    var lost = custode.password();
    var known = custode.admin();
    var code = custode.shell("msp:password-reset admin --json").ok().json().path("code").asText();
    assertThat(custode.anonymous().signIn("admin", lost).get("/api/v1/me").status())
        .as("a code alone takes nothing away")
        .isEqualTo(200);
    var next = "found again and long enough";
    var redeem = Map.of("user", "admin", "code", code, "password", next);
    assertThat(custode.anonymous().post("/api/v1/session/password", redeem).status())
        .isEqualTo(204);
    custode.password(next);
    assertThat(custode.get("/api/v1/tenants").status()).isEqualTo(200);
    assertThat(known.get("/api/v1/me").status()).as("a session of before").isEqualTo(401);
    assertThat(
            custode
                .anonymous()
                .post("/api/v1/session", Map.of("user", "admin", "password", lost))
                .status())
        .isEqualTo(401);
    assertThat(custode.anonymous().post("/api/v1/session/password", redeem).status())
        .as("a second time")
        .isEqualTo(401);
  }

  @Test
  void metricsAreAsPrometheusWantsThem(Custode custode) throws Exception {
    Part.requires("promtool");
    var metrics = custode.get("/metrics").body();
    assertThat(metrics)
        .contains("custode_agents_online 0.0", "custode_part_up{part=\"database\"} 1");
    var promtool = new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true);
    var process = promtool.start();
    try (var in = process.getOutputStream()) {
      in.write(metrics.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void diagnosticsHoldNoKey(Custode custode) throws Exception {
    var file = custode.shell("msp:diagnostics --json").json().path("file").asText();
    var all = new ProcessBuilder("unzip", "-p", file).start();
    var text = new String(all.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(text)
        .contains("custode-platform", "database up", "java.version", "The broker listens");
    try (Stream<Path> keys = Files.walk(custode.home().resolve("keys"))) {
      for (Path pass : keys.filter(f -> f.toString().endsWith(".pass")).toList()) {
        assertThat(text).doesNotContain(Files.readString(pass).strip());
      }
    }
    assertThat(text).doesNotContain("PRIVATE KEY");
  }

  @Test
  void ownCertificateIsShownByItsNameWithoutARestart(Custode custode) throws Exception {
    var keys = custode.home().resolve("keys");
    var made =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=msp.test",
                "-addext",
                "subjectAltName=DNS:msp.test",
                "-keyout",
                keys.resolve("web.key").toString(),
                "-out",
                keys.resolve("web.pem").toString())
            .redirectErrorStream(true)
            .start();
    made.getInputStream().readAllBytes();
    assertThat(made.waitFor()).isZero();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> shown(custode, "msp.test").contains("CN = msp.test"));
    assertThat(shown(custode, "localhost")).contains("OU = node");
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> custode.get("/health").status() == 200);
    Files.delete(keys.resolve("web.pem"));
    Files.delete(keys.resolve("web.key"));
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> shown(custode, "msp.test").contains("OU = node"));
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> custode.get("/health").status() == 200);
  }

  private static String shown(Custode custode, String name) throws Exception {
    var port = custode.url().replaceAll(".*:", "");
    var client =
        new ProcessBuilder(
                "openssl", "s_client", "-connect", "127.0.0.1:" + port, "-servername", name)
            .redirectErrorStream(true)
            .start();
    client.getOutputStream().close();
    var said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    client.waitFor();
    return said.lines().filter(l -> l.contains("subject=")).findFirst().orElse("");
  }

  @Test
  void keysAreTheOwnersAlone(Custode custode) throws IOException {
    try (Stream<Path> files = Files.walk(custode.home().resolve("keys"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .endsWith("------");
      }
    }
    assertThat(custode.home().resolve("first-password")).doesNotExist();
  }

  @Test
  void processListHoldsNoSecret(Custode custode) {
    assertThat(custode.process().info().commandLine().orElseThrow())
        .contains("-Dcustode.home=")
        .doesNotContain("jdbc:")
        .doesNotContain("password");
  }
}
