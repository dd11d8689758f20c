// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.agent.internal.testing.Authority;
import io.custode.agent.internal.testing.Mosquitto;
import io.custode.agent.internal.testing.TestCore;
import io.custode.agent.internal.testing.TestPort;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.Message.ActionRequest;
import io.custode.agent.protocol.Message.ActionResult;
import io.custode.agent.protocol.Message.ActionStarted;
import io.custode.agent.protocol.Message.Hello;
import io.custode.agent.protocol.Message.InventoryReport;
import io.custode.agent.protocol.Message.Metrics;
import io.custode.agent.protocol.Message.Outcome;
import io.custode.agent.protocol.Message.Point;
import io.custode.agent.protocol.Message.ResultAck;
import io.custode.agent.protocol.ModuleDescriptor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process of its own, a real broker, mutual TLS; only the platform is the test. */
class AgentIT {
  @TempDir Path directory;
  private Authority authority;
  private TestPort port;
  private Mosquitto broker;
  private TestCore core;
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    Mosquitto.assumeInstalled();
    authority = new Authority();
    authority.writePem(directory, "localhost");
    broker = new Mosquitto(directory);
    core = new TestCore(broker.port(), authority.client("core"));
    port = new TestPort(authority, authority.server("localhost"));
    port.mqtt = "ssl://localhost:" + broker.port();
  }

  @AfterEach
  void stop() throws Exception {
    processes.forEach(Process::destroyForcibly);
    System.out.println(log());
    if (port != null) {
      port.close();
      core.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void enrolsConnectsReportsAndRunsAScript() throws Exception {
    assertThat(enrol().waitFor()).isZero();
    var agent = run();
    core.hears(Hello.class, hello -> hello.open().isEmpty());
    var inventory = core.hears(InventoryReport.class, report -> true).inventory();
    assertThat(inventory.hostname()).isNotEmpty();
    var points = core.hears(Metrics.class, m -> m.points().size() > 10).points();
    assertThat(points).extracting(Point::name).contains("cpu.used", "mem.used");

    core.send(script("a-1", "echo hello; exit 4"));
    core.hears(ActionStarted.class, started -> started.id().equals("a-1"));
    var result = core.hears(ActionResult.class, r -> r.id().equals("a-1"));
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.output()).contains("\"exitCode\":4,\"stdout\":\"hello\\n\"");

    assertThat(enrol().waitFor()).as("enrolled already").isEqualTo(1);
    agent.destroy();
    assertThat(agent.waitFor()).isEqualTo(143);
    assertThat(log()).contains("Connected").contains("Stopped").doesNotContain(TestPort.SECRET);
  }

  @Test
  void rubbishAndForeignTopicsDoNotDisturbIt() throws Exception {
    enrol().waitFor();
    run();
    core.hears(Hello.class, hello -> true);
    core.send(new byte[0]);
    core.send("{}".getBytes(UTF_8));
    core.send(new byte[] {2, 1, 2, 3});
    core.send(new byte[300 * 1024]);
    core.send(new Hello("1", "b", Instant.now(), List.of()));
    core.send(new ResultAck("../../etc/passwd"));
    core.send(new Message.ModuleOffer("{}", "AAAA"));
    core.send(script("../../evil", "true"));
    core.send(script("a-1", "true"));
    core.hears(ActionResult.class, r -> r.id().equals("a-1"));
    assertThat(core.count(ActionResult.class, r -> r.id().contains("evil"))).isZero();
  }

  @Test
  void whatANewerPlatformSaysIsUnderstoodAsFarAsItGoes() throws Exception {
    enrol().waitFor();
    run();
    var hello = core.hears(Hello.class, h -> true);
    assertThat(hello.modules()).as("an older platform ignores that").isEmpty();
    core.send("\u0001{\"t\":\"FromTheFuture\",\"a\":[{}]}".getBytes(UTF_8));
    core.send(
        ("\u0001{\"t\":\"Welcome\",\"clock\":\""
                + Instant.now()
                + "\",\"metricSeconds\":1,\"version\":\"99.0.0\",\"future\":{\"a\":1}}")
            .getBytes(UTF_8));
    core.send(script("a-1", "true"));
    core.hears(ActionResult.class, r -> r.id().equals("a-1"));
  }

  @Test
  void losesNothingWhenTheBrokerIsKilled() throws Exception {
    enrol().waitFor();
    run();
    core.hears(Metrics.class, m -> true);
    core.send(script("a-1", "sleep 3; echo late"));
    core.hears(ActionStarted.class, started -> started.id().equals("a-1"));
    broker.kill();
    await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
    broker.restart();
    core.connect();
    var result = core.hears(ActionResult.class, r -> r.id().equals("a-1"));
    assertThat(result.output()).contains("late");
    core.hears(
        Metrics.class,
        m -> m.points().stream().filter(p -> p.name().equals("cpu.used")).count() >= 4);
    assertThat(secondsWithoutMetric()).isLessThanOrEqualTo(3);
  }

  @Test
  void afterAKillItNeverStartsTwiceAndSaysUnknown() throws Exception {
    enrol().waitFor();
    var agent = run();
    core.hears(Hello.class, hello -> true);
    var marks = directory.resolve("marks");
    core.send(script("a-1", "echo x >> " + marks + "; exec sleep 30"));
    await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(marks));
    agent.destroyForcibly().waitFor();
    core.heard.clear();
    run();
    var hello = core.hears(Hello.class, h -> true);
    assertThat(hello.open()).containsExactly("a-1");
    core.send(script("a-1", "echo x >> " + marks));
    var result = core.hears(ActionResult.class, r -> r.id().equals("a-1"));
    assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(result.reason()).contains("stopped while it ran");
    assertThat(Files.readAllLines(marks)).hasSize(1);
  }

  @Test
  void aResultGoesAgainUntilItIsAcknowledged() throws Exception {
    enrol().waitFor();
    run();
    core.acknowledges = false;
    core.hears(Hello.class, hello -> true);
    core.send(script("a-1", "true"));
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> core.count(ActionResult.class, r -> r.id().equals("a-1")) >= 2);
    core.send(new ResultAck("a-1"));
    var file = directory.resolve("home/actions/a-1");
    await().until(() -> Files.readString(file).contains("ACKNOWLEDGED"));
  }

  @Test
  void aClockTwoDaysOffDoesNotMatter() throws Exception {
    core.ahead = Duration.ofDays(2);
    enrol().waitFor();
    run();
    core.hears(Hello.class, hello -> true);
    var platform = Instant.now().plus(core.ahead);
    core.send(script("in-time", "true", platform.plusSeconds(60)));
    core.send(script("too-late", "true", platform.minusSeconds(60)));
    assertThat(core.hears(ActionResult.class, r -> r.id().equals("in-time")).outcome())
        .isEqualTo(Outcome.SUCCEEDED);
    assertThat(core.hears(ActionResult.class, r -> r.id().equals("too-late")).outcome())
        .isEqualTo(Outcome.EXPIRED);
    assertThat(log()).contains("behind the platform's");
  }

  @Test
  void renewsItsCertificateAndComesBackWithIt() throws Exception {
    port.renewAfter = Instant.now().minusSeconds(1);
    enrol().waitFor();
    port.renewAfter = Instant.now().plus(Duration.ofDays(1));
    var before = Files.readString(directory.resolve("home/identity"));
    run();
    core.hears(Hello.class, hello -> true);
    assertThat(port.requests).contains("renew CN=" + TestPort.AGENT);
    assertThat(Files.readString(directory.resolve("home/identity"))).isNotEqualTo(before);
  }

  @Test
  void renewsWhenItIsToldAndSaysWhomItTrusts() throws Exception {
    enrol().waitFor();
    run();
    var first = core.hears(Hello.class, hello -> true);
    assertThat(first.trusts()).containsExactly(authority.fingerprint());
    assertThat(first.certifiedBy()).isEqualTo(authority.fingerprint());
    var next = new Authority("CN=Next authority", Duration.ZERO);
    port.roots = List.of(authority, next);
    core.send(new Message.Renew(1));
    core.send(new Message.Renew(1)); // another node says so too
    var told = core.hears(Hello.class, hello -> hello.trusts().size() == 2);
    assertThat(told.trusts()).contains(next.fingerprint());
    assertThat(port.requests).filteredOn(r -> r.startsWith("renew")).hasSize(1);
    core.send(script("a-1", "true"));
    core.hears(ActionResult.class, r -> r.id().equals("a-1"));

    var descriptor =
        Codec.toJson(
            new ModuleDescriptor(
                "greeter",
                "1.0.0",
                "0".repeat(64),
                3,
                Instant.now().plusSeconds(3600),
                1,
                "0".repeat(64)));
    core.send(new Message.ModuleOffer(descriptor, new Authority().sign(descriptor)));
    core.send(new Message.ModuleOffer(descriptor, next.sign(descriptor)));
    // it believes the next one's signature, and asks for the module
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> port.requests.stream().anyMatch(r -> r.endsWith("/modules/greeter/1.0.0")));
    assertThat(port.requests).filteredOn(r -> r.contains("/modules/")).hasSize(1);
  }

  @Test
  void aRefusedAgentKeepsQuiet() throws Exception {
    enrol().waitFor();
    broker.kill();
    // the broker does not trust who certified the agent; the agent still trusts the broker
    Files.writeString(directory.resolve("ca.pem"), Authority.pem(new Authority().certificate()));
    broker.restart();
    run();
    // in TLS 1.3 tries before may have ended as a broken pipe, or in silence after half a minute,
    // each twice as long after the last; from here on it is quiet
    await().atMost(Duration.ofMinutes(4)).until(() -> log().contains("The broker refuses this"));
    var refused = log();
    await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
    assertThat(log()).isEqualTo(refused).contains("enrol again");
  }

  @Test
  void aBrokerOfAnotherNameIsNotTrusted() throws Exception {
    port.mqtt = "ssl://127.0.0.1:" + broker.port();
    enrol().waitFor();
    run();
    await().atMost(Duration.ofSeconds(20)).until(() -> log().contains("Not connected"));
    assertThat(log()).contains("127.0.0.1");
    assertThat(core.count(Hello.class, hello -> true)).isZero();
  }

  @Test
  void onlyOneAgentRunsInAHome() throws Exception {
    enrol().waitFor();
    run();
    core.hears(Hello.class, hello -> true);
    var second = agent("run", "--home", directory.resolve("home").toString());
    assertThat(second.waitFor()).isEqualTo(1);
    assertThat(log()).contains("Another agent runs in");
  }

  private long secondsWithoutMetric() {
    var times =
        core.heard.stream()
            .filter(Metrics.class::isInstance)
            .flatMap(m -> ((Metrics) m).points().stream())
            .map(Point::at)
            .distinct()
            .sorted()
            .toList();
    long longest = 0;
    for (int i = 1; i < times.size(); i++) {
      longest = Math.max(longest, Duration.between(times.get(i - 1), times.get(i)).toSeconds());
    }
    return longest;
  }

  private static ActionRequest script(String id, String text) {
    return script(id, text, Instant.now().plus(Duration.ofHours(1)));
  }

  private static ActionRequest script(String id, String text, Instant expiresAt) {
    var input = "{\"interpreter\":\"sh\",\"script\":\"" + text + "\"}";
    return new ActionRequest(id, "run-script", input, expiresAt, null, 0);
  }

  private Process enrol() throws Exception {
    var secret = directory.resolve("secret");
    Files.writeString(secret, "cst1." + TestPort.SECRET + '.' + authority.fingerprint() + '\n');
    return agent(
        "enrol",
        "--server",
        port.address().toString(),
        "--secret-file",
        secret.toString(),
        "--home",
        directory.resolve("home").toString());
  }

  private Process run() throws IOException {
    return agent("run", "--home", directory.resolve("home").toString());
  }

  private Process agent(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx40m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("agent.log").toFile()))
            .start();
    processes.add(process);
    return process;
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("agent.log"));
  }
}
