// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.testing.ShellResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * This machine once more, as far as programs can tell: its files under a layer in memory that takes
 * every change, with its own processes and network. What is installed here is gone when it is
 * closed. Needs root and a Debian.
 */
final class Debian implements AutoCloseable {
  private static final String SETUP =
      """
      mount -t tmpfs -o size=1g tmpfs "$1"
      mkdir "$1/changes" "$1/work" "$1/root"
      mount -t overlay -o "lowerdir=/,upperdir=$1/changes,workdir=$1/work" overlay "$1/root"
      mount -t proc proc "$1/root/proc"
      mount -t tmpfs tmpfs "$1/root/run"
      mount --rbind /dev "$1/root/dev"
      ip link set lo up
      touch "$2"
      exec sleep infinity
      """;

  private final Process first;
  private final Path root;

  private Debian(Process first, Path root) {
    this.first = first;
    this.root = root;
  }

  static Debian start() throws IOException {
    Assumptions.assumeTrue(
        System.getProperty("user.name").equals("root") && Files.exists(Path.of("/usr/bin/dpkg")),
        "skipped: installing packages needs root on a Debian");
    var place = Files.createTempDirectory("custode-debian");
    var ready = Files.createTempDirectory("custode-ready").resolve("ready");
    var first =
        new ProcessBuilder(
                "unshare",
                "-mnp",
                "--fork",
                "--kill-child",
                "--propagation",
                "private",
                "sh",
                "-ec",
                SETUP,
                "sh",
                place.toString(),
                ready.toString())
            .redirectErrorStream(true)
            .redirectOutput(ready.resolveSibling("log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(ready) || !first.isAlive());
    assertThat(first.isAlive()).as(Files.readString(ready.resolveSibling("log"))).isTrue();
    return new Debian(first, place.resolve("root"));
  }

  /** Runs it there; what is asked is a line of sh. */
  ShellResult run(String line) {
    var inside = first.descendants().findFirst().orElseThrow();
    var command =
        new ArrayList<>(
            List.of("nsenter", "-t", Long.toString(inside.pid()), "-m", "-n", "-p", "chroot"));
    command.addAll(List.of(root.toString(), "sh", "-c", line));
    try {
      var errors = Files.createTempFile("custode", "err");
      var builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("CUSTODE_SHARING", "off");
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      var process = builder.start();
      process.getOutputStream().close();
      var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      return new ShellResult(exit, out, Files.readString(errors));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * @return what it said, without the last line's end
   */
  String ok(String line) {
    return run(line).ok().out().strip();
  }

  @Override
  public void close() {
    first.descendants().forEach(ProcessHandle::destroyForcibly);
    first.destroyForcibly();
  }
}
