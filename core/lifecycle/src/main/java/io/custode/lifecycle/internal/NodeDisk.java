// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk of this node, where its framework keeps bundles and where jars are checked. */
final class NodeDisk {
  /** Whoever writes a file writes something about it, too. */
  private static final long BESIDES = 64 << 10;

  private NodeDisk() {}

  /**
   * @param folder on that disk
   * @param bytes of what could not be written
   * @return whether that was for lack of room
   */
  static boolean isFull(Path folder, long bytes) {
    try {
      return Files.getFileStore(folder).getUsableSpace() < bytes + BESIDES;
    } catch (IOException e) {
      return false;
    }
  }

  static Problem full(Exception cause) {
    var problem =
        new Problem(
            Problem.Kind.UNAVAILABLE,
            "disk-full",
            "The disk of this node is full: the plugin's jar does not fit. Everything is as it was"
                + " before.",
            "Make room where the platform's home is, then repeat.");
    problem.initCause(cause);
    return problem;
  }
}
