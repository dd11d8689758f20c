// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** A real agent as a process. */
public final class TestAgent implements AutoCloseable {
  private static final Duration ENROL = Duration.ofMinutes(2);
  private final Path program;
  private final Path home;
  private Process process;

  private TestAgent(Path program, Path home) {
    this.program = program;
    this.home = home;
    this.process = run();
  }

  static TestAgent enrol(Path agent, Path home, String server, String secret) {
    Path program = agent.resolve("bin/custode-agent");
    try {
      Files.createDirectories(home);
      Path file =
          Files.createTempFile(
              home,
              "token",
              ".txt",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, secret);
      Programs.run(
              ENROL,
              List.of(
                  program.toString(),
                  "enrol",
                  "--home",
                  home.toString(),
                  "--server",
                  server,
                  "--secret-file",
                  file.toString()))
          .ok();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TestAgent(program, home);
  }

  /**
   * @param home of an agent that is enrolled
   */
  static TestAgent enrolled(Path agent, Path home) {
    return new TestAgent(agent.resolve("bin/custode-agent"), home);
  }

  private Process run() {
    try {
      return new ProcessBuilder(program.toString(), "run", "--home", home.toString())
          .redirectErrorStream(true)
          .redirectOutput(home.resolve("agent-console.log").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path home() {
    return home;
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Kills it as a power cut would, with all that it started. */
  public void kill9() {
    // the launcher first: it would start again what ended
    var started = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    started.forEach(
        one -> {
          one.descendants().forEach(ProcessHandle::destroyForcibly);
          one.destroyForcibly();
          one.onExit().join();
        });
  }

  /** Starts it again. */
  public void startAgain() {
    process = run();
  }

  @Override
  public void close() {
    var started = process.descendants().toList();
    process.destroy();
    started.forEach(ProcessHandle::destroy);
    process.onExit().join();
  }
}
