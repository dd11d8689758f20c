// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the modules of this build are and what they made. */
final class House {
  private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<\\s]+)\\s*</module>");

  /** Top of the source tree. */
  static final Path ROOT = root();

  private House() {}

  /**
   * @return every module of the reactor, by its path from the top, in the order of the poms
   */
  static List<String> modules() {
    var found = new ArrayList<String>();
    collect(ROOT, found);
    return found;
  }

  /**
   * @return those modules that have Java of their own
   * @throws IllegalStateException if one of them was not built: the tests would look at nothing
   */
  static List<String> javaModules() {
    var found =
        modules().stream()
            .filter(m -> Files.isDirectory(ROOT.resolve(m).resolve("src/main/java")))
            .toList();
    found.forEach(
        module -> {
          if (!Files.isDirectory(classes(module))) {
            throw new IllegalStateException(
                module + " is not built: run mvn verify from the top of the tree.");
          }
        });
    return found;
  }

  static Path classes(String module) {
    return ROOT.resolve(module).resolve("target/classes");
  }

  /**
   * @return all files below a directory whose name has that ending; none if there is no directory
   */
  static List<Path> files(Path directory, String ending) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(f -> Files.isRegularFile(f) && f.toString().endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return the jars that a node runs from
   */
  static List<Path> distribution() {
    return files(ROOT.resolve("karaf-distribution/target/assembly/system"), ".jar");
  }

  /**
   * @return the jars that the modules made, without sources, tests and the like
   */
  static List<Path> made() {
    return modules().stream()
        .map(module -> ROOT.resolve(module).resolve("target"))
        .filter(Files::isDirectory)
        .flatMap(target -> children(target).stream())
        .filter(f -> f.toString().endsWith(".jar"))
        .filter(f -> !f.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
        .toList();
  }

  private static List<Path> children(Path directory) {
    try (Stream<Path> all = Files.list(directory)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(Path directory, List<String> found) {
    var pom = MODULE.matcher(text(directory.resolve("pom.xml")));
    while (pom.find()) {
      var module = directory.resolve(pom.group(1)).normalize();
      found.add(ROOT.relativize(module).toString());
      collect(module, found);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    for (var dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.isDirectory(dir.resolve("core/api")) && Files.exists(dir.resolve("pom.xml"))) {
        return dir;
      }
    }
    throw new IllegalStateException("Run this inside the source tree.");
  }
}
