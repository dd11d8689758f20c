// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.jar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What an administrator adds to a Karaf and has nothing to do with the platform.
 *
 * @param exports as in {@code Export-Package}
 */
public record StrangerFeature(String name, String exports) {
  /** Symbolic name of its one bundle. */
  public String bundle() {
    return "stranger-" + name;
  }

  public Path jar(Path directory) throws IOException {
    return new BundleJar(bundle(), "1.0.0").header("Export-Package", exports).in(directory);
  }

  /** A features repository. */
  public Path repository(Path directory) throws IOException {
    return Files.write(directory.resolve(name + ".xml"), description(directory));
  }

  /** A Karaf archive. */
  public Path archive(Path directory) throws IOException {
    var archive = directory.resolve(name + ".kar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("repository/" + name + "-features.xml"));
      zip.write(description(directory));
    }
    return archive;
  }

  private byte[] description(Path directory) throws IOException {
    return """
        <features name="%1$s" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
          <feature name="%1$s" version="1.0.0"><bundle>%2$s</bundle></feature>
        </features>
        """
        .formatted(name, jar(directory).toUri())
        .getBytes(StandardCharsets.UTF_8);
  }
}
