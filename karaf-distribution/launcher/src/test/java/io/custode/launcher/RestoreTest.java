// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only a whole backup of a version that is not newer becomes a home, and only a new one. */
class RestoreTest {
  @TempDir Path directory;

  private static Map<String, String> content(String version) {
    var content = new LinkedHashMap<String, String>();
    content.put("custode-backup", "format=1\nversion=" + version + "\nmade=then\n");
    content.put("rows/core.rows", "rows");
    content.put("home/keys/ca.p12", "key");
    content.put("home/settings", "port=9443\n");
    return content;
  }

  private Path archive(Map<String, String> content) throws Exception {
    var file = directory.resolve("archive");
    var manifest = new StringBuilder();
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : content.entrySet()) {
        var bytes = entry.getValue().getBytes(StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(bytes);
        var sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        manifest.append(sha + " " + bytes.length + " " + entry.getKey() + "\n");
      }
      zip.putNextEntry(new ZipEntry("manifest"));
      zip.write(manifest.toString().getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private String restore(Path archive) throws IOException {
    return new Restore(archive, directory.resolve("home"), "0.2.0").run();
  }

  @Test
  void aWholeOneBecomesAHomeForItsOwnerOnly() throws Exception {
    assertThat(restore(archive(content("0.2.0")))).contains("then").contains("next start");
    var home = directory.resolve("home");
    assertThat(home.resolve("keys/ca.p12")).hasContent("key");
    assertThat(home.resolve("restore/core.rows")).hasContent("rows");
    assertThat(home.resolve("settings")).hasContent("port=9443");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("keys/ca.p12"))))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> restore(archive(content("0.2.0"))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is not empty");
  }

  @Test
  void aNewerOneIsRefused() throws Exception {
    for (var newer : new String[] {"0.2.1", "0.10.0", "1.0"}) {
      assertThatThrownBy(() -> restore(archive(content(newer))))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("version " + newer + " or later");
    }
    assertThat(directory.resolve("home")).doesNotExist();
    restore(archive(content("0.1.9")));
  }

  @Test
  void nothingLandsOutsideTheHome() throws Exception {
    for (var name :
        new String[] {
          "home/keys/../../../evil", "home/data/db", "../evil", "/evil", "home/etc//x", "home/log/x"
        }) {
      var content = content("0.2.0");
      content.put(name, "evil");
      assertThatThrownBy(() -> restore(archive(content)))
          .as(name)
          .isInstanceOf(Refused.class)
          .hasMessageContaining("no whole backup");
    }
    assertThat(directory.resolve("home")).doesNotExist();
  }

  @Test
  void aForeignZipIsRefused() throws Exception {
    assertThatThrownBy(() -> restore(archive(Map.of("something", "else"))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no whole backup");
    Files.writeString(directory.resolve("text"), "no archive at all");
    assertThatThrownBy(() -> restore(directory.resolve("text")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no whole backup");
  }
}
