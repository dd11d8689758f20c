// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file system in memory that can be filled to the last byte; mounting it needs root. */
final class SmallDisk implements AutoCloseable {
  private final Path root;
  private final Path ballast;

  private SmallDisk(Path root) {
    this.root = root;
    this.ballast = root.resolve("ballast");
  }

  /**
   * @param root an empty directory
   * @param size as {@code mount} takes it
   * @throws org.opentest4j.TestAbortedException if this user may not mount, unless {@code
   *     -Dcustode.it.require} names root
   */
  static SmallDisk at(Path root, String size) throws IOException {
    boolean isRoot = "root".equals(System.getProperty("user.name"));
    boolean required =
        List.of(System.getProperty("custode.it.require", "").split("\\s*,\\s*")).contains("root");
    assumeTrue(isRoot || required, "only root may mount");
    tool("mount", "-t", "tmpfs", "-o", "size=" + size + ",mode=700", "tmpfs", root.toString());
    return new SmallDisk(root);
  }

  private static void tool(String... words) throws IOException {
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.onExit().join().exitValue()).as("%s: %s", words[0], said).isZero();
  }

  void fill() {
    try (var out =
        Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int size = 1 << 20; size > 0; size >>= 4) {
        try {
          while (true) {
            out.write(new byte[size]);
          }
        } catch (IOException e) {
          assertThat(e).hasMessageContaining("No space left");
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void makeRoom() throws IOException {
    Files.deleteIfExists(ballast);
  }

  @Override
  public void close() throws IOException {
    // what still ends lets go of it in its own time
    tool("umount", "--lazy", root.toString());
  }
}
