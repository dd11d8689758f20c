// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Programs and ports of this machine. */
public final class Programs {
  private static final Random RANDOM = new Random();

  /**
   * A platform under test lives too short for the optimizing compiler to pay, which takes a quarter
   * of a start: only what is called very often is worth it, such as the rounds of password hashes.
   */
  private static final String SHORT_LIFE =
      "-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000"
          + " -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000";

  private static final String JAVA_OPTIONS = "CUSTODE_JAVA_OPTS";

  private Programs() {}

  /** Runs a program to its end. */
  public static ShellResult run(Duration atMost, List<String> command) {
    return run(atMost, command, "", "");
  }

  /**
   * Runs a program to its end; its input and output go through files, so that it cannot block.
   *
   * @param input what it reads on stdin
   * @param javaOptions more of a platform's, each after a blank
   */
  static ShellResult run(Duration atMost, List<String> command, String input, String javaOptions) {
    try {
      Path in = Files.createTempFile("custode-in", ".txt");
      Files.writeString(in, input);
      Path out = Files.createTempFile("custode-out", ".txt");
      Path err = Files.createTempFile("custode-err", ".txt");
      try {
        var builder = new ProcessBuilder(command);
        ClassArchives.into(builder.environment());
        builder.environment().putIfAbsent(JAVA_OPTIONS, SHORT_LIFE);
        builder.environment().computeIfPresent(JAVA_OPTIONS, (name, all) -> all + javaOptions);
        Process process =
            builder
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(
              command.get(0) + " did not end within " + atMost + ": " + Files.readString(err));
        }
        return new ShellResult(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        Files.deleteIfExists(in);
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + command.get(0) + " ran", e);
    }
  }

  /**
   * @return the first of so many free ports in a row
   */
  public static int freePorts(int count) {
    for (int tries = 0; tries < 200; tries++) {
      int first = 20000 + RANDOM.nextInt(10000);
      boolean free = true;
      for (int port = first; free && port < first + count; port++) {
        free = free(port);
      }
      if (free) {
        return first;
      }
    }
    throw new IllegalStateException("No " + count + " free ports in a row were found");
  }

  private static boolean free(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
