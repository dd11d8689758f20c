// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A key or a jar that a catalog says is not to be trusted any more.
 *
 * @param kind {@code key} or {@code jar}
 */
record CatalogRevocation(String kind, String sha256, String reason) {
  private static final Pattern LINE = Pattern.compile("(key|jar):([0-9a-f]{64})\\s+(\\S.{0,499})");
  private static final int MOST = 1000;

  /**
   * Reads {@code revoked.txt}: a line for each, {@code key:} or {@code jar:} and the SHA-256, a
   * blank, and why; an empty line or one that begins with {@code #} says nothing.
   *
   * @throws Refused if a line says something else
   */
  static List<CatalogRevocation> in(Path folder) throws IOException {
    var file = folder.resolve("revoked.txt");
    var found = new ArrayList<CatalogRevocation>();
    for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      var read = LINE.matcher(line.strip());
      if (!read.matches() || line.chars().anyMatch(Character::isISOControl)) {
        throw new Refused(
            file
                + " has a line that is not 'key:' or 'jar:' with a SHA-256, a blank and why, in at"
                + " most 500 characters: "
                + line);
      }
      found.add(new CatalogRevocation(read.group(1), read.group(2), read.group(3)));
    }
    if (found.size() > MOST) {
      throw new Refused(file + " has more than " + MOST + " lines.");
    }
    return List.copyOf(found);
  }

  String json() {
    return "{\"%s\":\"%s\",\"reason\":\"%s\"}"
        .formatted(kind, sha256, reason.replace("\\", "\\\\").replace("\"", "\\\""));
  }
}
