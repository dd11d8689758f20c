// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.agent.protocol.RuntimeVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/custode-agent} as it is shipped, with versions that are scripts: each writes its name
 * into {@code ran}, and does what the test wants.
 */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("../dist/src/main/bin/custode-agent");

  /** As an agent that runs until it is stopped. */
  private static final String STAYS = "trap 'exit 143' TERM; while :; do sleep 0.1; done";

  /** As an agent that is welcomed at once, and runs until it is stopped. */
  private static final String WELCOMED =
      "echo \"$V\" >\"$P/current\"; rm -f \"$P/starts\" \"$P/next\"; " + STAYS;

  @TempDir Path directory;
  private Path home;
  private Path installed;
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    home = Files.createDirectories(directory.resolve("home"));
    Files.createDirectories(home.resolve("program"));
    installed = directory.resolve("installed");
    version(installed, "0.2.0", STAYS);
    Files.copy(LAUNCHER, installed.resolve("bin/custode-agent"));
    assertThat(installed.resolve("bin/custode-agent").toFile().setExecutable(true)).isTrue();
  }

  @AfterEach
  void stop() {
    for (var process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void version(Path root, String version, String work) throws IOException {
    Files.createDirectories(root.resolve("bin"));
    var script =
        "#!/bin/sh\nV=%s P=%s\necho \"$V $*\" >>%s\n%s\n"
            .formatted(version, home.resolve("program"), directory.resolve("ran"), work);
    Files.writeString(root.resolve("bin/start-agent"), script);
    assertThat(root.resolve("bin/start-agent").toFile().setExecutable(true)).isTrue();
    Files.writeString(
        root.resolve("release.properties"), "version=" + version + "\nos=linux\narch=x86_64\n");
  }

  private void fetched(String version, String work) throws IOException {
    version(home.resolve("program").resolve(version), version, work);
  }

  private void note(String name, String text) throws IOException {
    Files.writeString(home.resolve("program").resolve(name), text + "\n");
  }

  private Path noted(String name) {
    return home.resolve("program").resolve(name);
  }

  private Process launch(Map<String, String> environment, String... words) throws IOException {
    var command = new ArrayList<>(List.of(installed.resolve("bin/custode-agent").toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().remove("CUSTODE_AGENT_SUPERVISED");
    builder.environment().putAll(environment);
    var process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
            .start();
    processes.add(process);
    return process;
  }

  private Process run() throws IOException {
    return launch(Map.of(), "run", "--home", home.toString());
  }

  private List<String> ran() throws IOException {
    var file = directory.resolve("ran");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(line -> line.split(" ")[0]).toList()
        : List.of();
  }

  private void awaitRan(String... versions) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(ran()).containsExactly(versions));
  }

  private static void ends(Process process, int code) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(code);
  }

  @Test
  void runsWhatWasInstalledAndPassesTheSignalOn() throws Exception {
    var agent = run();
    awaitRan("0.2.0");
    assertThat(Files.readString(directory.resolve("ran"))).contains("run --home " + home);
    ends(agent, 143);
    assertThat(agent.descendants()).isEmpty();
  }

  @Test
  void aServiceManagerHasTheAgentItself() throws Exception {
    var agent = launch(Map.of("CUSTODE_AGENT_SUPERVISED", "yes"), "run", "--home", "home");
    awaitRan("0.2.0");
    assertThat(Files.readString(directory.resolve("ran"))).contains("run --home " + home);
    assertThat(agent.info().commandLine().orElseThrow()).contains("start-agent");
    ends(agent, 143);
  }

  @Test
  void aLaterOneIsStartedWhenTheAgentAsksForIt() throws Exception {
    fetched("0.3.0", WELCOMED);
    version(installed, "0.2.0", "echo 0.3.0 >\"$P/next\"; exit 75");
    var agent = run();
    awaitRan("0.2.0", "0.3.0");
    await().until(() -> !Files.exists(noted("next")));
    ends(agent, 143);
    run();
    awaitRan("0.2.0", "0.3.0", "0.3.0");
    assertThat(noted("failed")).doesNotExist();
  }

  @Test
  void oneThatEndsAtOnceIsStartedThreeTimesAndThenNoMore() throws Exception {
    fetched("0.3.0", "exit 1");
    note("next", "0.3.0");
    var agent = run();
    awaitRan("0.3.0", "0.3.0", "0.3.0", "0.2.0");
    assertThat(noted("next")).doesNotExist();
    assertThat(Files.readAllLines(noted("failed")))
        .containsExactly("0.3.0", "It ended at each of 3 starts before the platform welcomed it");
    ends(agent, 143);
  }

  @Test
  void startsAreCountedOverTheLaunchersOwnEnd() throws Exception {
    fetched("0.3.0", STAYS);
    note("next", "0.3.0");
    for (int i = 1; i <= 3; i++) {
      var agent = run();
      int starts = i;
      await().until(() -> ran().size() == starts);
      // as a power cut would
      var started = agent.descendants().toList();
      agent.destroyForcibly().waitFor();
      started.forEach(ProcessHandle::destroyForcibly);
    }
    run();
    awaitRan("0.3.0", "0.3.0", "0.3.0", "0.2.0");
  }

  @Test
  void oneThatIsNotWelcomedInTimeIsEnded() throws Exception {
    fetched("0.3.0", STAYS);
    note("current", "0.2.5");
    fetched("0.2.5", STAYS);
    note("next", "0.3.0");
    var agent = launch(Map.of("CUSTODE_AGENT_PROBATION", "2"), "run", "--home", home.toString());
    awaitRan("0.3.0", "0.2.5");
    assertThat(Files.readAllLines(noted("failed")))
        .containsExactly("0.3.0", "The platform did not welcome it within 2 seconds");
    ends(agent, 143);
  }

  @Test
  void aStopDuringProbationIsAStop() throws Exception {
    fetched("0.3.0", STAYS);
    note("next", "0.3.0");
    var agent = run();
    awaitRan("0.3.0");
    ends(agent, 143);
    assertThat(ran()).containsExactly("0.3.0");
    assertThat(noted("failed")).doesNotExist();
  }

  @Test
  void theLatestIsChosenWhereverItCameFrom() throws Exception {
    fetched("0.3.0", STAYS);
    note("current", "0.3.0");
    note("next", "0.3.1");
    fetched("0.3.1", "exit 1");
    // a package that is newer than both
    version(installed, "0.4.0", STAYS);
    var agent = run();
    awaitRan("0.4.0");
    assertThat(noted("next")).doesNotExist();
    ends(agent, 143);
  }

  @Test
  void aDamagedOneIsPassedOver() throws Exception {
    fetched("0.3.0", STAYS);
    note("before", "0.3.0");
    note("current", "0.3.1");
    note("next", "../../evil");
    var agent = run();
    awaitRan("0.3.0");
    ends(agent, 143);
    assertThat(noted("next")).doesNotExist();
    note("before", "rubbish; true");
    agent = run();
    awaitRan("0.3.0", "0.2.0");
    ends(agent, 143);
  }

  @Test
  void commandsGoToTheVersionThatRunsAndRemovalToTheInstalledOne() throws Exception {
    fetched("0.3.0", "exit 0");
    version(installed, "0.2.0", "exit 0");
    note("current", "0.3.0");
    note("next", "0.3.1");
    for (var command : List.of("version", "enrol", "uninstall")) {
      assertThat(launch(Map.of("CUSTODE_AGENT_HOME", home.toString()), command).waitFor()).isZero();
    }
    assertThat(ran()).containsExactly("0.3.0", "0.3.0", "0.2.0");
    assertThat(noted("next")).exists();
  }

  @Test
  void pathsAreMadeWhole() throws Exception {
    version(installed, "0.2.0", "exit 0");
    assertThat(
            launch(
                    Map.of(),
                    "enrol",
                    "--server",
                    "https://x:1",
                    "--secret-file",
                    "a b",
                    "--home",
                    "home")
                .waitFor())
        .isZero();
    assertThat(Files.readString(directory.resolve("ran")).strip())
        .isEqualTo(
            "0.2.0 enrol --server https://x:1 --secret-file "
                + directory.resolve("a b")
                + " --home "
                + home);
  }

  /** The launcher and the agent must not disagree on what is later. */
  @Test
  void comparesVersionsAsTheAgentDoes() throws Exception {
    var text = Files.readString(LAUNCHER);
    var functions = text.substring(text.indexOf("suffix() {"), text.indexOf("# $1 from a note"));
    var versions =
        List.of("0.2.0", "0.2.10", "0.3.0-beta", "0.3.0-rc.1", "0.3.0", "0.10.0", "1.0.0-SNAPSHOT");
    var script = new StringBuilder(functions);
    var expected = new StringBuilder();
    for (var one : versions) {
      for (var other : versions) {
        script.append("later " + one + ' ' + other + " && echo yes || echo no\n");
        boolean later = RuntimeVersion.parse(one).orElseThrow().laterThan(other);
        expected.append(later ? "yes\n" : "no\n");
      }
    }
    var out = directory.resolve("out");
    var sh = new ProcessBuilder("sh", "-c", script.toString()).redirectOutput(out.toFile()).start();
    assertThat(sh.waitFor()).isZero();
    assertThat(Files.readString(out)).isEqualTo(expected.toString());
  }
}
