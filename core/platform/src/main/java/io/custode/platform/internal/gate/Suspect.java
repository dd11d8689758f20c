// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import io.custode.api.plugin.PluginId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down which plugin allocates much, in a file beside the node's data: a node that runs out
 * of memory ends at once, and the next start has nobody else to ask.
 */
final class Suspect {
  private static final Logger LOG = LoggerFactory.getLogger(Suspect.class);

  /** Who allocates less than this share of the heap in a minute fills nobody's memory. */
  private static final int SHARE = 8;

  private static final int MEBI = 20;

  private final @Nullable Path file;
  private final long least;

  /**
   * @param home null if there is none, and nothing is written
   */
  Suspect(@Nullable Path home) {
    this(home, Runtime.getRuntime().maxMemory() / SHARE);
  }

  Suspect(@Nullable Path home, long least) {
    this.file = home == null ? null : home.resolve("data").resolve("memory-suspect");
    this.least = least;
  }

  /**
   * @param allocated bytes within a minute
   */
  void note(Map<PluginId, Long> allocated) {
    var most = allocated.entrySet().stream().max(Map.Entry.comparingByValue());
    if (file == null || most.isEmpty() || most.get().getValue() < least) {
      return;
    }
    try {
      Files.writeString(file, most.get().getKey() + " " + (most.get().getValue() >> MEBI) + "\n");
    } catch (IOException e) {
      LOG.debug("That {} allocates much is not written down", most.get().getKey(), e);
    }
  }
}
