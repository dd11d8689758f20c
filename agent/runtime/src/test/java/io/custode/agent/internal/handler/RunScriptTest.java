// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.agent.api.ActionContext;
import io.custode.agent.api.ActionOutcome;
import io.custode.agent.api.ActionOutcome.End;
import io.custode.agent.protocol.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunScriptTest {
  @TempDir Path directory;

  @Test
  void givesOutputAndExitCode() throws Exception {
    var outcome = run("echo out; echo err >&2; exit 3");
    assertThat(outcome.end()).isEqualTo(End.FAILED);
    assertThat(outcome.reason()).isEqualTo("It ended with exit code 3");
    var result = outcome.output();
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.stdout()).isEqualTo("out\n");
    assertThat(result.stderr()).isEqualTo("err\n");
    assertThat(result.truncated()).isFalse();
    assertThat(run("exit 0").end()).isEqualTo(End.SUCCEEDED);
  }

  @Test
  void passesArgumentsAndEnvironmentAndNothingElse() throws Exception {
    var script =
        new Script(
            "bash",
            "printf '%s|' \"$@\" \"$SECRET\"; env | cut -d= -f1 | sort | tr '\n' ' '; pwd; cat",
            List.of("a b", "$(touch x)", ";\"'"),
            Map.of("SECRET", "s$1"),
            10);
    var result = run(script).output();
    assertThat(result.stdout())
        .startsWith("a b|$(touch x)|;\"'|s$1|")
        .contains("CUSTODE_ACTION HOME LANG")
        .doesNotContain("MAVEN", "JAVA")
        .contains(directory.resolve("id").toString());
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void textIsNotInTheProcessList() throws Exception {
    var result = run("cat /proc/*/cmdline 2>/dev/null | tr '\\0' ' ' # top" + "secret").output();
    assertThat(result.stdout()).contains("script").doesNotContain("topsecret");
  }

  @Test
  void onlyTheOwnerReadsTheScript() throws Exception {
    var result = run("stat -c %a \"$0\" .").output();
    assertThat(result.stdout()).isEqualTo("600\n700\n");
  }

  @Test
  void longOutputKeepsBeginningAndEnd() throws Exception {
    var result = run("seq 1 200000; head -c 70000 /dev/zero | tr '\\0' e >&2").output();
    assertThat(result.truncated()).isTrue();
    assertThat(result.stdout())
        .startsWith("1\n2\n3\n")
        .endsWith("\n199999\n200000\n")
        .containsPattern("\n\\[\\.\\.\\. \\d+ bytes left out \\.\\.\\.\\]\n");
    assertThat(result.stdout().length()).isLessThan(64 * 1024 + 100);
    assertThat(result.stderr()).contains("... 4464 bytes left out ...");
    assertThat(Codec.toJson(result)).hasSizeGreaterThan(100_000);
  }

  @Test
  void bytesThatAreNoTextStillMakeAResult() throws Exception {
    var result = run("head -c 100000 /dev/urandom; printf 'a\\0b'").output();
    assertThat(Codec.fromJson(Codec.toJson(result), ScriptResult.class)).isNotNull();
  }

  @Test
  void timeoutEndsTheWholeTree() throws Exception {
    var pids = directory.resolveSibling(directory.getFileName() + "-pids");
    var script =
        new Script(
            "bash",
            "echo begin; (sleep 300 & echo $! >> P; bash -c 'echo $$ >> P; sleep 300; :') & sleep 300"
                .replace("P", pids.toString()),
            null,
            null,
            1);
    var outcome = run(script);
    assertThat(outcome.end()).isEqualTo(End.FAILED);
    assertThat(outcome.reason()).contains("more than 1 s");
    assertThat(outcome.output().stdout()).isEqualTo("begin\n");
    assertThat(outcome.output().millis()).isBetween(1000L, 8000L);
    var started = Files.readAllLines(pids);
    Files.delete(pids);
    assertThat(started).hasSize(2);
    for (var pid : started) {
      await().until(() -> !alive(Long.parseLong(pid)));
    }
  }

  @Test
  void aProcessLeftBehindDoesNotHoldTheAction() throws Exception {
    var result = run("sleep 20 & echo $!").output();
    assertThat(result.millis()).isLessThan(8000);
    ProcessHandle.of(Long.parseLong(result.stdout().strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void interruptEndsIt() throws Exception {
    var failure = new AtomicReference<Exception>();
    var thread =
        new Thread(
            () -> {
              try {
                run("sleep 300");
              } catch (Exception e) {
                failure.set(e);
              }
            });
    thread.start();
    await().until(() -> Files.exists(directory.resolve("id/script")));
    thread.interrupt();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
    await().until(() -> directory.toFile().list().length == 0);
  }

  @Test
  void missingInterpreterIsSaid() {
    assertThatThrownBy(() -> run(new Script("/no/such", "x", null, null, null)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/no/such");
  }

  @Test
  void badInputIsRefused() {
    refused("{\"interpreter\":\"sh -c\",\"script\":\"x\"}", "interpreter");
    refused("{\"interpreter\":\"../sh\",\"script\":\"x\"}", "interpreter");
    refused("{\"interpreter\":\"sh\",\"script\":\"\"}", "script");
    refused("{\"interpreter\":\"sh\",\"script\":\"" + "x".repeat(65537) + "\"}", "64 KiB");
    refused("{\"interpreter\":\"sh\",\"script\":\"x\",\"timeoutSeconds\":3601}", "timeoutSeconds");
    refused("{\"interpreter\":\"sh\",\"script\":\"x\",\"timeoutSeconds\":0}", "timeoutSeconds");
    refused("{\"interpreter\":\"sh\",\"script\":\"x\",\"env\":{\"A=B\":\"c\"}}", "env");
    refused("{\"interpreter\":\"sh\"}", "script: missing");
  }

  private static void refused(String json, String reason) {
    assertThatThrownBy(() -> Codec.fromJson(json, Script.class)).hasMessageContaining(reason);
  }

  private static boolean alive(long pid) {
    // in a container nobody may reap it
    try {
      return !Files.readString(Path.of("/proc/" + pid + "/stat")).matches("(?s).*\\) Z .*");
    } catch (IOException e) {
      return false;
    }
  }

  private ActionOutcome<ScriptResult> run(String script) throws Exception {
    return run(new Script("bash", script, null, null, 30));
  }

  private ActionOutcome<ScriptResult> run(Script script) throws Exception {
    return new RunScript(directory).run(script, new Context("id", Instant.MAX));
  }

  private record Context(String id, Instant deadline) implements ActionContext {}
}
