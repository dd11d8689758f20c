// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** An archive as the agent's build packs it, by tar itself. */
public final class ReleaseFile {
  private ReleaseFile() {}

  /**
   * @param directory of its own
   * @param bytes of a file in it that gzip makes no smaller
   */
  public static Path pack(Path directory, String version, String arch, int bytes)
      throws IOException, InterruptedException {
    var root = Files.createDirectories(directory.resolve("custode-agent-" + version));
    Files.createDirectories(root.resolve("bin"));
    Files.createDirectories(root.resolve("lib"));
    var start = root.resolve("bin/start-agent");
    Files.writeString(start, "#!/bin/sh\n");
    assertThat(start.toFile().setExecutable(true)).isTrue();
    var content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    Files.write(root.resolve("lib/agent.jar"), content);
    Files.writeString(
        root.resolve("release.properties"),
        "version=" + version + "\nos=linux\narch=" + arch + "\n");
    var file = directory.resolve("agent-" + version + '-' + arch + ".tar.gz");
    var tar =
        new ProcessBuilder(
                "tar",
                "-C",
                directory.toString(),
                "--format=ustar",
                "-czf",
                file.toString(),
                root.getFileName().toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    return file;
  }
}
