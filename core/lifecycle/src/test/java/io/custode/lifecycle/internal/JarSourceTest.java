// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Invalid;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JarSourceTest {
  @TempDir Path folder;

  @Test
  void readsAFile() throws Exception {
    var file = Files.writeString(folder.resolve("a plugin.jar"), "content");

    assertThat(JarSource.read(file.toUri().toString())).isEqualTo("content".getBytes(UTF_8));
    assertThat(JarSource.read("file:" + file.toUri().getRawPath()))
        .isEqualTo("content".getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://example.com/x.jar | must be a file: URL",
        "jar:file:/x.jar!/y | must be a file: URL",
        "mvn:acme/x/1 | must be a file: URL",
        "file:x.jar | must be a file: URL",
        "file://example.com/x.jar | must be a file: URL",
        "file:/x.jar?y | must be a file: URL",
        "file:/x.jar#y | must be a file: URL",
        "/tmp/x.jar | must be a file: URL",
        "file:/a b.jar | is no URL",
        "file:/x%00.jar | is no URL",
        "file:/no/such/file.jar | not there",
        "file:/dev/zero | no regular file",
        "file:/ | no regular file",
        "'' | must be a file: URL",
      })
  void saysWhatIsWrong(String source, String part) {
    assertThatThrownBy(() -> JarSource.read(source))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("source")
        .hasMessageContaining(part);
  }

  @Test
  void refusesAFolder() {
    assertRefused(folder, "no regular file");
  }

  @Test
  void refusesALink() throws Exception {
    var file = Files.writeString(folder.resolve("plugin.jar"), "content");
    assertRefused(Files.createSymbolicLink(folder.resolve("link.jar"), file), "symbolic link");
  }

  @Test
  void refusesWhatIsTooLarge() throws Exception {
    var large = folder.resolve("large.jar");
    try (var file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(JarSource.MAX_BYTES + 1L);
    }
    assertRefused(large, "larger than 64 MiB");
  }

  @Test
  void refusesALongUrl() {
    assertThatThrownBy(() -> JarSource.read("file:/" + "x".repeat(5000)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("4096");
  }

  private static void assertRefused(Path file, String part) {
    assertThatThrownBy(() -> JarSource.read(file.toUri().toString()))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(part);
  }
}
