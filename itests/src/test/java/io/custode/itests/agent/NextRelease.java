// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.testing.Programs;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The agent's archive that was built, packed once more as if it were of a later version. */
final class NextRelease {
  private static final Duration PACK = Duration.ofMinutes(2);

  private NextRelease() {}

  private static Path built() throws IOException {
    try (var files = Files.list(Path.of("..", "agent", "dist", "target"))) {
      return files
          .filter(f -> f.getFileName().toString().matches("custode-agent-dist-.*\\.tar\\.gz"))
          .findFirst()
          .orElseThrow()
          .toRealPath();
    }
  }

  /** One that runs. */
  static Path good(Path directory, String version) throws IOException {
    return pack(unpacked(directory, version), directory.resolve(version + ".tar.gz"));
  }

  /** One that can say who it is, and ends at once when it is to run. */
  static Path broken(Path directory, String version) throws IOException {
    var root = unpacked(directory, version);
    var start = root.resolve("bin/start-agent");
    var text = Files.readString(start);
    Files.writeString(
        start, text.replaceFirst("\nroot=", "\n[ \"\\$1\" != run ] || exit 9\nroot="));
    assertThat(Files.readString(start)).contains("exit 9");
    return pack(root, directory.resolve(version + ".tar.gz"));
  }

  private static Path unpacked(Path directory, String version) throws IOException {
    var parent = Files.createDirectories(directory.resolve(version));
    Programs.run(PACK, List.of("tar", "-xzf", built().toString(), "-C", parent.toString())).ok();
    Path root;
    try (var top = Files.list(parent)) {
      root = top.findFirst().orElseThrow();
    }
    var release = root.resolve("release.properties");
    Files.writeString(
        release, Files.readString(release).replaceFirst("(?m)^version=.*$", "version=" + version));
    try (var jar = FileSystems.newFileSystem(root.resolve("lib/custode-agent.jar"))) {
      var manifest = jar.getPath("META-INF/MANIFEST.MF");
      Files.writeString(
          manifest,
          Files.readString(manifest)
              .replaceFirst(
                  "Implementation-Version: [^\r\n]*", "Implementation-Version: " + version));
    }
    return root;
  }

  private static Path pack(Path root, Path archive) {
    Programs.run(
            PACK,
            List.of(
                "tar",
                "-C",
                root.getParent().toString(),
                "--format=ustar",
                "--sort=name",
                "-I",
                "gzip -1",
                "-cf",
                archive.toString(),
                root.getFileName().toString()))
        .ok();
    return archive;
  }
}
