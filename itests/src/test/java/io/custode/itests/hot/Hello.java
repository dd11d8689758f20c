// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The plugin hello, as it was just built. */
public final class Hello {
  /** Answers while it is installed. */
  public static final String GREETINGS = "/api/v1/plugins/hello/greetings";

  /** Symbolic name. */
  static final String BUNDLE = "custode-plugin-hello";

  private Hello() {}

  /**
   * @param directory where the caller's own copy is put, to be signed in place
   */
  public static Path jar(Path directory) throws IOException {
    try (var files = Files.list(Path.of("../plugins/hello/target"))) {
      var built = files.filter(f -> f.toString().endsWith(".jar")).findFirst().orElseThrow();
      return copy(built, directory);
    }
  }

  /**
   * @return the plugin as it was built at the first release
   */
  public static Path first(Path directory) throws IOException {
    return copy(Path.of("src/test/resources/plugins/hello-0.1.0.jar"), directory);
  }

  /**
   * @param wanted a package that it would like to have and does without
   */
  static Path wishing(Path directory, String wanted) throws IOException {
    var to = directory.resolve("hello-wishing.jar");
    try (var from = new JarFile(jar(directory).toFile())) {
      var manifest = new Manifest(from.getManifest());
      var headers = manifest.getMainAttributes();
      var imports = headers.getValue("Import-Package") + ',' + wanted + ";resolution:=optional";
      headers.putValue("Import-Package", imports);
      try (var out = new JarOutputStream(Files.newOutputStream(to), manifest)) {
        for (var entry : from.stream().toList()) {
          if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
            out.putNextEntry(new JarEntry(entry.getName()));
            from.getInputStream(entry).transferTo(out);
          }
        }
      }
    }
    return to;
  }

  private static Path copy(Path jar, Path directory) throws IOException {
    var copy = Files.createDirectories(directory).resolve(jar.getFileName());
    return Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
  }
}
