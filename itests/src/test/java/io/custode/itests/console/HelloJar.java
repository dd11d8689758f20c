// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The plugin hello as it was built, or as if it were another version. */
final class HelloJar {
  private HelloJar() {}

  static Path built() throws IOException {
    try (var files = Files.list(Path.of("../plugins/hello/target"))) {
      return files.filter(f -> f.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }

  /**
   * @param said what its English page says in place of "Hello from"
   * @return unsigned, to be signed in place
   */
  static Path as(String version, String said) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarFile(built().toFile())) {
      var manifest = new Manifest(jar.getManifest());
      manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
      try (var out = new JarOutputStream(bytes, manifest)) {
        for (var entry : jar.stream().filter(e -> !e.getName().startsWith("META-INF/M")).toList()) {
          var content = jar.getInputStream(entry).readAllBytes();
          out.putNextEntry(new JarEntry(entry.getName()));
          out.write(entry.getName().equals("ui/index.js") ? saying(said, content) : content);
        }
      }
    }
    var directory = Files.createDirectories(Path.of("target/plugins").toAbsolutePath());
    return Files.write(directory.resolve("hello-ui-" + version + ".jar"), bytes.toByteArray());
  }

  private static byte[] saying(String said, byte[] script) {
    return new String(script, StandardCharsets.UTF_8)
        .replace("Hello from", said)
        .getBytes(StandardCharsets.UTF_8);
  }
}
