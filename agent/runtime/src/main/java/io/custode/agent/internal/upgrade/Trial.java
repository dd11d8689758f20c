// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.custode.agent.protocol.Release;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Whether a program starts on this machine at all, before anything is made of it. */
final class Trial {
  private static final int SECONDS = 60;
  private static final int LONGEST = 400;

  private Trial() {}

  /**
   * @throws IOException if it does not, or says that it is another version
   */
  static void starts(Path root, String version) throws IOException, InterruptedException {
    var said = root.resolve("said");
    var process =
        new ProcessBuilder(root.resolve(Release.START).toString(), "version")
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(said.toFile())
            .start();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("The new version does not say within " + SECONDS + " s who it is");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String text;
    try (var in = java.nio.file.Files.newInputStream(said)) {
      text = new String(in.readNBytes(LONGEST), UTF_8).strip();
    }
    java.nio.file.Files.delete(said);
    if (process.exitValue() != 0 || !text.equals("custode-agent " + version)) {
      throw new IOException(
          "The new version does not start here: exit code " + process.exitValue() + ", " + text);
    }
  }
}
