// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Invalid;
import io.custode.api.plugin.PluginId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the plugin out of service that allocated most before this node ran out of memory and ended,
 * before it is started again. The virtual machine leaves a mark when that happens; the suspect is
 * written down while the node runs.
 */
final class OutOfMemory {
  private static final Logger LOG = LoggerFactory.getLogger(OutOfMemory.class);

  /** What was written down earlier says nothing of the end. */
  private static final Duration AGE = Duration.ofMinutes(1);

  private static final Pattern SUSPECT = Pattern.compile("(\\S{1,40}) ([0-9]{1,12})\\s*");

  private final LifecycleSettings settings;
  private final Quarantines quarantines;
  private final Path mark;
  private final Path suspect;

  OutOfMemory(LifecycleSettings settings, Quarantines quarantines) {
    this.settings = settings;
    this.quarantines = quarantines;
    this.mark = settings.data().resolve("out-of-memory");
    this.suspect = settings.data().resolve("memory-suspect");
  }

  /**
   * Does it once for each end of that kind.
   *
   * @throws io.custode.api.error.Unavailable if it cannot be stored now; ask again
   */
  void look() {
    if (!Files.exists(mark)) {
      return;
    }
    LOG.error("This node had run out of memory and ended; that was its last start");
    try {
      var found = suspect();
      if (found.isPresent()) {
        blame(found.get());
      }
      Files.deleteIfExists(suspect);
      Files.delete(mark);
    } catch (IOException e) {
      LOG.warn("Who had filled the memory cannot be read", e);
    }
  }

  private Optional<String> suspect() throws IOException {
    if (!Files.exists(suspect)) {
      return Optional.empty();
    }
    var written = Files.getLastModifiedTime(suspect).toInstant();
    var ended = Files.getLastModifiedTime(mark).toInstant();
    return Duration.between(written, ended).compareTo(AGE) > 0
        ? Optional.empty()
        : Optional.of(Files.readString(suspect));
  }

  private void blame(String written) {
    var parts = SUSPECT.matcher(written);
    if (!parts.matches()) {
      return;
    }
    try {
      quarantines.overBudget(
          PluginId.of(parts.group(1)),
          "This node ran out of memory, and of all plugins it had allocated most in the minute"
              + " before: "
              + parts.group(2)
              + " MiB.",
          settings.node());
    } catch (Invalid e) {
      LOG.warn("Whoever filled the memory is no plugin: {}", parts.group(1), e);
    }
  }
}
