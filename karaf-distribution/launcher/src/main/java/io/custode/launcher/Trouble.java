// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Why a server's database does not open, as the server wrote it into {@code data/database-trouble}.
 *
 * @param unfit whether somebody must mend the database: waiting does not help
 * @param reason empty if there is no trouble
 */
record Trouble(boolean unfit, String reason) {
  private static final Trouble NONE = new Trouble(false, "");

  static Trouble of(Home home) throws IOException {
    Path file = home.data().resolve("database-trouble");
    try {
      List<String> lines = Files.readAllLines(file);
      // else it is just being written
      return lines.size() > 1 ? new Trouble(lines.get(0).equals("unfit"), lines.get(1)) : NONE;
    } catch (NoSuchFileException e) {
      return NONE;
    }
  }
}
