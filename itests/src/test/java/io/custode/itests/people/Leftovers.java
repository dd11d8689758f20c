// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.people;

import io.custode.testing.Custode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.zip.ZipFile;

/** Where a word still stands: in any row of any schema, in any file of the home. */
record Leftovers(Custode custode, Path scratch) {
  /**
   * The database's own files hold what their rows no longer do until the database reuses the space,
   * and logs go in their time: the admin guide says both.
   */
  private static final List<String> NOT_OURS = List.of("log/", "data/db/");

  /**
   * @param word lower case
   * @return files of the home, and schemas as {@code rows/core.rows}
   */
  List<String> of(String word) {
    var found = new TreeSet<String>();
    try {
      rows(word, found);
      files(word, found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(found);
  }

  /** A backup has all rows in clear. */
  private void rows(String word, TreeSet<String> found) throws IOException {
    var archive = scratch.resolve("look" + System.nanoTime() + ".backup");
    custode.shell("msp:backup " + archive).ok();
    try (var zip = new ZipFile(archive.toFile())) {
      for (var entry : zip.stream().filter(e -> e.getName().startsWith("rows/")).toList()) {
        try (var in = zip.getInputStream(entry)) {
          if (holds(in.readAllBytes(), word)) {
            found.add(entry.getName());
          }
        }
      }
    } finally {
      Files.deleteIfExists(archive);
    }
  }

  private void files(String word, TreeSet<String> found) throws IOException {
    var home = custode.home();
    List<Path> all;
    try (var walk = Files.walk(home)) {
      all = walk.filter(Files::isRegularFile).toList();
    }
    for (var file : all) {
      var name = home.relativize(file).toString();
      if (NOT_OURS.stream().noneMatch(name::startsWith) && holds(file, word)) {
        found.add(name);
      }
    }
  }

  private static boolean holds(Path file, String word) throws IOException {
    try {
      return holds(Files.readAllBytes(file), word);
    } catch (NoSuchFileException e) {
      // others use this platform too
      return false;
    }
  }

  private static boolean holds(byte[] bytes, String word) {
    return new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT).contains(word);
  }
}
