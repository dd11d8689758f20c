// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * An agent on another host: a network namespace from which only the platform's address can be
 * reached, or only a proxy, and into which nobody can connect. Needs root; the cut lasts a minute,
 * ten with {@code -Dcustode.it.cut=600}.
 */
@ResourceLock(Journey.NETWORK_CARDS)
class NamespaceIT {
  private static final Duration CUT = Duration.ofSeconds(Integer.getInteger("custode.it.cut", 60));
  private static final String SPACE = "custode-" + ProcessHandle.current().pid();
  private static final String HERE = "vc" + ProcessHandle.current().pid();
  private static final String NET = "10.211." + ProcessHandle.current().pid() % 250 + ".";
  private static boolean made;
  private static ProxiedSpace proxied;
  private static Custode custode;

  @BeforeAll
  static void makeHost() throws IOException {
    Part.ROOT.require();
    ip("netns", "add", SPACE);
    made = true;
    ip("link", "add", HERE, "type", "veth", "peer", "name", "up0", "netns", SPACE);
    ip("addr", "add", NET + "1/30", "dev", HERE);
    ip("link", "set", HERE, "up");
    ip("-n", SPACE, "addr", "add", NET + "2/30", "dev", "up0");
    ip("-n", SPACE, "link", "set", "up0", "up");
    ip("-n", SPACE, "link", "set", "lo", "up");
    proxied = new ProxiedSpace();
    // the node's certificate names every address that the machine has when it starts
    var home =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target/custode-homes").toAbsolutePath()), "netns");
    custode = Custode.start(home, List.of());
  }

  @AfterAll
  static void removeHost() {
    if (custode != null) {
      custode.close();
    }
    if (proxied != null) {
      proxied.close();
    }
    if (made) {
      ip("netns", "del", SPACE);
    }
  }

  static void ip(String... words) {
    var command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words));
    run(command);
  }

  static String run(List<String> command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var out =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + out).isZero();
      return out;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static List<String> inside(String... words) {
    var command = new ArrayList<>(List.of("ip", "netns", "exec", SPACE));
    command.addAll(List.of(words));
    return command;
  }

  @Test
  void outboundAccessIsEnoughAndACutLosesNothing() throws IOException {
    var journey = Journey.of(custode, "Namespace");
    var agentHome =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target/agents").toAbsolutePath()), "netns");
    var program = unpackedAgent(agentHome);
    var file = secret(journey, agentHome);
    var server = custode.agentUrl().replace("localhost", NET + "1");
    run(
        inside(
            program,
            "enrol",
            "--home",
            agentHome.toString(),
            "--server",
            server,
            "--secret-file",
            file.toString()));
    var agent =
        new ProcessBuilder(inside(program, "run", "--home", agentHome.toString()))
            .redirectErrorStream(true)
            .redirectOutput(agentHome.resolve("console.log").toFile())
            .start();
    try {
      cutAndMend(journey);
      assertThat(run(inside("ss", "-Hltn"))).as("the agent listens to nobody").isBlank();
    } finally {
      agent.descendants().forEach(ProcessHandle::destroy);
      agent.destroy();
    }
  }

  private static Path secret(Journey journey, Path agentHome) throws IOException {
    var secret =
        custode
            .post("/api/v1/tenants/" + journey.tenant() + "/enrolment-tokens", "{}")
            .json()
            .path("secret")
            .asText();
    return Files.writeString(agentHome.resolve("secret"), secret);
  }

  @Test
  void proxyThatAsksForAPasswordAndKnowsOnePortIsEnough() throws IOException {
    Part.requires("squid");
    var server = proxied.address(custode.agentUrl());
    proxied.startProxy(server.getPort());
    var journey = Journey.of(custode, "Proxy");
    var agentHome =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target/agents").toAbsolutePath()), "proxy");
    var program = unpackedAgent(agentHome);
    var enrol =
        new ArrayList<>(List.of(program, "enrol", "--home", agentHome.toString(), "--server"));
    enrol.addAll(
        List.of(server.toString(), "--secret-file", secret(journey, agentHome).toString()));
    enrol.add("--proxy-file");
    enrol.add(agentHome.resolve("proxy").toString());
    Files.writeString(agentHome.resolve("proxy"), proxied.proxy("wrong"));
    var refused = proxied.fails(enrol);
    assertThat(refused).contains("does not know this machine's user and password (407)");
    assertThat(refused).doesNotContain("wrong");
    Files.writeString(agentHome.resolve("proxy"), proxied.proxy(ProxiedSpace.PASSWORD));
    run(proxied.inside(enrol));
    var log = agentHome.resolve("console.log");
    var agent =
        new ProcessBuilder(proxied.inside(List.of(program, "run", "--home", agentHome.toString())))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      var asset = journey.asset().path("id").asText();
      assertThat(
              journey
                  .ended(journey.script(asset, "ip -br addr show up0 | grep -c 10.213"))
                  .path("output")
                  .path("stdout")
                  .asText())
          .isEqualTo("1\n");
      assertThat(Files.readString(log)).doesNotContain(ProxiedSpace.PASSWORD);
      assertThat(proxied.used()).contains("CONNECT").doesNotContain(":" + (server.getPort() + 1));
    } finally {
      agent.descendants().forEach(ProcessHandle::destroy);
      agent.destroy();
    }
  }

  private static void cutAndMend(Journey journey) {
    var asset = journey.asset().path("id").asText();
    assertThat(
            journey
                .ended(journey.script(asset, "cat /sys/class/net/up0/operstate"))
                .path("output")
                .path("stdout")
                .asText())
        .isEqualTo("up\n");
    var before = Instant.now();
    var running = journey.script(asset, "sleep 5; echo through the cut");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> journey.action(running).path("state").asText().equals("RUNNING"));
    ip("link", "set", HERE, "down");
    var queued = new ArrayList<String>();
    for (int i = 0; i < 10; i++) {
      queued.add(journey.script(asset, "echo " + i));
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(CUT.toMillis()));
    ip("link", "set", HERE, "up");
    assertThat(journey.ended(running).path("output").path("stdout").asText())
        .isEqualTo("through the cut\n");
    for (int i = 0; i < queued.size(); i++) {
      assertThat(journey.ended(queued.get(i)).path("output").path("stdout").asText())
          .isEqualTo(i + "\n");
    }
    AwayIT.noGap(journey, asset, before);
  }

  private static String unpackedAgent(Path agentHome) throws IOException {
    try (var files = Files.list(Path.of("../agent/dist/target"))) {
      var archive =
          files
              .filter(f -> f.getFileName().toString().matches("custode-agent-dist-.*\\.tar\\.gz"))
              .findFirst()
              .orElseThrow();
      var to = Files.createDirectories(agentHome.resolve("unpacked"));
      run(List.of("tar", "xzf", archive.toString(), "-C", to.toString(), "--strip-components=1"));
      return to.resolve("bin/custode-agent").toString();
    }
  }
}
