// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Things that a test needs beyond Java and that not every machine has. Where one is missing its
 * tests are skipped, visibly; on a build server {@code
 * -Dcustode.it.require=chromium,postgresql,mosquitto,squid,promtool,ssh,root,mmdebstrap} makes them
 * fail instead.
 */
public enum Part {
  /** The shell draws the same pages and nothing of a window around them. */
  CHROMIUM(
      List.of(
          "/usr/bin/chromium-headless-shell",
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome")),
  POSTGRESQL(List.of()),
  MOSQUITTO(List.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")),
  SQUID(List.of("/usr/sbin/squid")),
  SSH(List.of("/usr/bin/ssh")),
  /** Reads the metrics; of Prometheus. */
  PROMTOOL(List.of("/usr/bin/promtool")),
  /** Nothing that could be installed: who runs the tests may mount, and make networks. */
  ROOT(List.of()),
  /** Makes a small Debian in a directory. */
  MMDEBSTRAP(List.of("/usr/bin/mmdebstrap"));

  private final List<String> programs;

  Part(List<String> programs) {
    this.programs = programs;
  }

  /**
   * Goes on if the part is there.
   *
   * @param name of one of these, in small letters
   */
  public static void requires(String name) {
    valueOf(name.toUpperCase(java.util.Locale.ROOT)).require();
  }

  /**
   * Goes on if the part is there, else skips the test or fails it if the build demands the part.
   */
  public void require() {
    String name = name().toLowerCase(java.util.Locale.ROOT);
    if (demanded(name, System.getProperty("custode.it.require", ""))) {
      Assertions.assertTrue(present(), () -> name + " is demanded and not there");
    } else {
      Assumptions.assumeTrue(present(), () -> "skipped: " + name + " is not there");
    }
  }

  static boolean demanded(String name, String list) {
    return Arrays.stream(list.split(",")).map(String::strip).anyMatch(name::equals);
  }

  /**
   * @return whether it is there
   */
  public boolean present() {
    return switch (this) {
      case POSTGRESQL -> listens(5432);
      case ROOT -> "root".equals(System.getProperty("user.name"));
      default -> program() != null;
    };
  }

  /**
   * @return the program, or null
   */
  public @org.jspecify.annotations.Nullable Path program() {
    return programs.stream().map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
  }

  private static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
