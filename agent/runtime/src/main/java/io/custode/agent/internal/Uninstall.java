// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal;

import io.custode.agent.internal.identity.AgentPort;
import io.custode.agent.internal.identity.Identity;
import io.custode.agent.internal.store.AgentHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.List;

/** Takes this machine out of the platform's care, and what the agent kept off the disk. */
final class Uninstall {
  private Uninstall() {}

  /**
   * @param force whether to go on if the platform cannot be told
   * @throws IOException if the agent cannot be stopped, or the platform not be told; then nothing
   *     was removed
   */
  static void run(AgentHome home, boolean force) throws IOException {
    stopService();
    var lock = home.lock();
    try {
      if (home.enrolled()) {
        leave(home, force);
      }
      // the lock goes last: until then no agent starts here
      remove(home.path());
    } finally {
      lock.close();
    }
    System.out.println(
        "Removed "
            + home.path()
            + ". The program itself goes as it came: apt purge custode-agent, or delete its"
            + " directory.");
  }

  private static void leave(AgentHome home, boolean force) throws IOException {
    try {
      var identity = Identity.load(home.identity());
      AgentPort.of(identity).leave();
      System.out.println("The platform refuses agent " + identity.agent() + " from now on.");
    } catch (IOException | GeneralSecurityException e) {
      if (!force) {
        throw new IOException(
            "The platform was not told, and nothing was removed: "
                + e.getMessage()
                + " --force removes it all the same; then revoke the agent in the console.",
            e);
      }
      System.out.println("The platform was not told: " + e.getMessage());
    }
  }

  /** Of the Debian package; without one nothing happens. */
  private static void stopService() throws IOException {
    if (!Files.isDirectory(Path.of("/run/systemd/system"))
        || !Files.exists(Path.of("/lib/systemd/system/custode-agent.service"))) {
      return;
    }
    try {
      var command = List.of("systemctl", "disable", "--now", "--quiet", "custode-agent.service");
      int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IOException("The service was not stopped, and nothing was removed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted; nothing was removed", e);
    }
  }

  private static void remove(Path home) throws IOException {
    try (var all = Files.walk(home)) {
      all.sorted(Comparator.reverseOrder()).forEach(Uninstall::delete);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
