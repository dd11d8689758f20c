// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The plugin guest, which has one of everything, in versions whose changelogs grow. */
final class Guest {
  /** Where its classes are. */
  static final String PACKAGE = "io.custode.guest.";

  private static final String CHANGELOG = "META-INF/custode/changelog.xml";
  private static final String VERSION = "io/custode/guest/version.txt";

  private Guest() {}

  /** As it was built. */
  static Path first(Path directory) throws IOException {
    return jar(directory, "1.0.0", "");
  }

  /** With a column and an index more. */
  static Path grown(Path directory) throws IOException {
    return jar(
        directory,
        "1.1.0",
        """
        <changeSet id="1.1-mood" author="guest">
          <addColumn tableName="note"><column name="mood" type="varchar(20)"/></addColumn>
          <createIndex tableName="note" indexName="note_mood"><column name="mood"/></createIndex>
        </changeSet>
        """);
  }

  private static Path jar(Path directory, String version, String sets) throws IOException {
    var to = Files.createDirectories(directory).resolve("guest-" + version + ".jar");
    try (var built = new JarFile(built().toFile());
        var jar = new JarOutputStream(Files.newOutputStream(to))) {
      var manifest = new Manifest(built.getManifest());
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      jar.putNextEntry(new ZipEntry(JarFile.MANIFEST_NAME));
      manifest.write(jar);
      for (var entry : built.stream().toList()) {
        var name = entry.getName();
        if (entry.isDirectory() || name.equals(JarFile.MANIFEST_NAME)) {
          continue;
        }
        var content = built.getInputStream(entry).readAllBytes();
        jar.putNextEntry(new ZipEntry(name));
        if (name.equals(VERSION)) {
          jar.write(version.getBytes(UTF_8));
        } else if (name.equals(CHANGELOG)) {
          var end = "</databaseChangeLog>";
          jar.write(new String(content, UTF_8).replace(end, sets + end).getBytes(UTF_8));
        } else {
          jar.write(content);
        }
      }
    }
    return to;
  }

  private static Path built() throws IOException {
    try (var files = Files.list(Path.of("guest/target"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }
}
