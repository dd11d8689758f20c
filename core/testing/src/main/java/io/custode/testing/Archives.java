// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds and unpacks what the build made. */
final class Archives {
  private static final Duration UNPACK = Duration.ofMinutes(2);

  private Archives() {}

  /**
   * @return the unpacked distribution
   */
  static Path distribution() {
    Path distribution =
        unpacked("custode.distribution", "karaf-distribution/target", "custode-karaf-distribution");
    ClassArchives.make(distribution);
    return distribution;
  }

  /**
   * @return the unpacked agent
   */
  static Path agent() {
    return unpacked("custode.agent", "agent/dist/target", "custode-agent-dist");
  }

  private static Path unpacked(String property, String inTree, String artifact) {
    String given = System.getProperty(property, "");
    Path archive =
        given.isEmpty()
            ? inTree(inTree, artifact)
                .or(() -> inRepository(artifact))
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "No "
                                + artifact
                                + " archive was found: build it, or set -D"
                                + property))
            : Path.of(given);
    return Files.isDirectory(archive) ? archive : unpack(archive);
  }

  private static Optional<Path> inTree(String directory, String artifact) {
    Path here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, p -> p != null, Path::getParent)
        .map(p -> p.resolve(directory))
        .filter(Files::isDirectory)
        .findFirst()
        .flatMap(target -> newest(target, artifact));
  }

  private static Optional<Path> inRepository(String artifact) {
    Path home =
        Path.of(
            System.getProperty(
                "maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
    // a plugin's build says against which version it is built
    Path versions =
        home.resolve("io/custode")
            .resolve(artifact)
            .resolve(System.getProperty("custode.version", ""));
    return Files.isDirectory(versions) ? newest(versions, artifact) : Optional.empty();
  }

  private static Optional<Path> newest(Path directory, String artifact) {
    try (Stream<Path> files = Files.walk(directory, 2)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(artifact))
          .filter(f -> f.getFileName().toString().endsWith(".tar.gz"))
          .max(Comparator.comparingLong(f -> f.toFile().lastModified()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // several test classes may ask for it at once
  private static synchronized Path unpack(Path archive) {
    try {
      String stamp =
          Long.toString(Files.getLastModifiedTime(archive).toMillis(), 36) + Files.size(archive);
      Path target =
          Path.of("target/custode-testing", archive.getFileName() + "-" + stamp).toAbsolutePath();
      if (!Files.isDirectory(target)) {
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.createDirectories(fresh);
        Programs.run(UNPACK, List.of("tar", "xzf", archive.toString(), "-C", fresh.toString()))
            .ok();
        Files.move(fresh, target);
      }
      try (Stream<Path> top = Files.list(target)) {
        return top.filter(Files::isDirectory).findFirst().orElse(target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
