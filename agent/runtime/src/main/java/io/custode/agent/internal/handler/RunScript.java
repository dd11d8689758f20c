// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.custode.agent.api.ActionContext;
import io.custode.agent.api.ActionHandler;
import io.custode.agent.api.ActionOutcome;
import io.custode.agent.internal.store.DurableFile;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code run-script}. The script lies in a file that only the agent's user reads, in a directory of
 * its own that is its working directory and goes with it; its environment is clean. Whether an
 * interrupted one took effect nobody can tell.
 */
public final class RunScript implements ActionHandler<Script, ScriptResult> {
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final long LEFT_BEHIND_MILLIS = 1000;

  private final Path directory;

  /**
   * @param directory of the agent's own; emptied
   */
  public RunScript(Path directory) {
    this.directory = directory;
    for (var left : DurableFile.list(directory)) {
      remove(directory.resolve(left).toFile());
    }
  }

  @Override
  public String verb() {
    return "run-script";
  }

  @Override
  public Class<Script> input() {
    return Script.class;
  }

  @Override
  public Duration limit(Script script) {
    return Duration.ofSeconds(seconds(script)).plusSeconds(30);
  }

  @Override
  public ActionOutcome<ScriptResult> run(Script script, ActionContext context) throws Exception {
    var own = DurableFile.privateDirectory(directory.resolve(context.id()));
    try {
      var file = own.resolve("script");
      DurableFile.createPrivate(file);
      Files.write(file, script.script().getBytes(UTF_8));
      return run(script, own, file, context.id());
    } finally {
      remove(own.toFile());
    }
  }

  private ActionOutcome<ScriptResult> run(Script script, Path own, Path file, String id)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    var process = start(script, own, file, id);
    var stdout = new HeadAndTail(process.getInputStream());
    var stderr = new HeadAndTail(process.getErrorStream());
    read(stdout);
    read(stderr);
    boolean inTime;
    try {
      inTime = process.waitFor(seconds(script), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      kill(process);
      throw e;
    }
    if (!inTime) {
      kill(process);
    }
    int exitCode = process.waitFor();
    stdout.awaitEnd(LEFT_BEHIND_MILLIS);
    stderr.awaitEnd(LEFT_BEHIND_MILLIS);
    var result =
        new ScriptResult(
            exitCode,
            stdout.text(),
            stderr.text(),
            stdout.truncated() || stderr.truncated(),
            (System.nanoTime() - start) / 1_000_000);
    if (!inTime) {
      var reason = "It took more than " + seconds(script) + " s and was ended with all it started";
      return ActionOutcome.failed(reason, result);
    }
    return exitCode == 0
        ? ActionOutcome.succeeded(result)
        : ActionOutcome.failed("It ended with exit code " + exitCode, result);
  }

  private static Process start(Script script, Path own, Path file, String id) throws IOException {
    var command = new ArrayList<String>();
    command.add(interpreter(script.interpreter()));
    command.add(file.toString());
    command.addAll(script.args() == null ? List.of() : script.args());
    var builder = new ProcessBuilder(command).directory(own.toFile());
    builder.redirectInput(Redirect.from(new File("/dev/null")));
    var inherited = System.getenv("HOME");
    var env = builder.environment();
    env.clear();
    env.put("PATH", PATH);
    env.put("LANG", "C.UTF-8");
    env.put("HOME", inherited == null ? "/" : inherited);
    env.put("CUSTODE_ACTION", id);
    if (script.env() != null) {
      env.putAll(script.env());
    }
    return builder.start();
  }

  private static String interpreter(String name) throws IOException {
    if (name.startsWith("/")) {
      return name;
    }
    for (var directory : PATH.split(":")) {
      var file = new File(directory, name);
      if (file.canExecute()) {
        return file.getPath();
      }
    }
    throw new IOException("Not started: this machine has no " + name);
  }

  private static void read(HeadAndTail output) {
    var thread = new Thread(output, "script-output");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The parent first, so that it starts nothing more, then again whatever was started meanwhile.
   */
  private static void kill(Process process) {
    for (int round = 0; round < 3; round++) {
      var descendants = process.descendants().toList();
      process.destroyForcibly();
      descendants.forEach(
          child -> {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly();
          });
    }
  }

  private static int seconds(Script script) {
    var seconds = script.timeoutSeconds();
    return seconds == null ? 0 : seconds;
  }

  private static void remove(File file) {
    var children = Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
    if (children != null) {
      for (var child : children) {
        remove(child);
      }
    }
    file.delete();
  }
}
