// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.osgi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the home's {@code data/database-trouble} why the database does not open. Without one
 * there may be nobody to ask for /health: {@code custode start} reads this and tells whoever waits.
 */
final class TroubleFile {
  private static final Logger LOG = LoggerFactory.getLogger(TroubleFile.class);

  private final @Nullable Path file;

  private TroubleFile(@Nullable Path file) {
    this.file = file;
  }

  /**
   * @param home null where there is none: then nothing is written
   */
  static TroubleFile in(@Nullable String home) {
    return new TroubleFile(home == null ? null : Path.of(home, "data", "database-trouble"));
  }

  /**
   * @param unfit whether somebody must mend the database: waiting does not help
   */
  void write(boolean unfit, String reason) {
    change(file -> Files.writeString(file, (unfit ? "unfit\n" : "away\n") + reason + "\n"));
  }

  void delete() {
    change(Files::deleteIfExists);
  }

  private interface Change {
    void make(Path file) throws IOException;
  }

  private void change(Change change) {
    if (file == null) {
      return;
    }
    try {
      change.make(file);
    } catch (IOException e) {
      // the log has the reason as well
      LOG.warn("The file {} could not be changed: {}", file, e.toString());
    }
  }
}
