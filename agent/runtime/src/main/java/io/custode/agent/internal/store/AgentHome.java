// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The agent's directory. Only its user may read it: it holds the key. */
public final class AgentHome {
  private final Path path;

  private AgentHome(Path path) {
    this.path = path;
  }

  /**
   * Makes it if it is not there.
   *
   * @throws IOException if that cannot be done
   */
  public static AgentHome at(Path path) throws IOException {
    var home = path.toAbsolutePath().normalize();
    DurableFile.privateDirectory(home);
    return new AgentHome(home);
  }

  /**
   * Makes sure that no agent runs here while it is held.
   *
   * @throws IOException if one does
   */
  public FileChannel lock() throws IOException {
    var lock =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      lock.close();
      throw new IOException("Another agent runs in " + path);
    }
    return lock;
  }

  public Path path() {
    return path;
  }

  public Path identity() {
    return path.resolve("identity");
  }

  /** Exists afterwards. */
  public Path directory(String name) throws IOException {
    return DurableFile.privateDirectory(path.resolve(name));
  }

  public boolean enrolled() {
    return Files.exists(identity());
  }
}
