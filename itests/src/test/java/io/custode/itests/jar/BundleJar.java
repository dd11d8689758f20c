// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.jar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A bundle made by hand, of headers, texts and classes of the tests. */
public final class BundleJar {
  private final Manifest manifest = new Manifest();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  public BundleJar(String name, String version) {
    manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
    header("Bundle-ManifestVersion", "2");
    header("Bundle-SymbolicName", name);
    header("Bundle-Version", version);
  }

  /** A plugin of this platform. */
  public static BundleJar plugin(String id, String version) {
    return new BundleJar("custode-plugin-" + id, version)
        .header("Custode-Plugin", id)
        .header(
            "Require-Capability",
            "custode.platform;filter:=\"(&(version>=1.0.0)(!(version>=2.0.0)))\"");
  }

  public BundleJar header(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  public BundleJar entry(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  public BundleJar entry(String name, String content) {
    return entry(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** A component of Declarative Services. */
  public BundleJar component(String name, String description) {
    var path = "OSGI-INF/" + name + ".xml";
    return header("Service-Component", path).entry(path, description);
  }

  public BundleJar types(Class<?>... types) {
    for (var type : types) {
      var name = type.getName().replace('.', '/') + ".class";
      try (var in = BundleJar.class.getResourceAsStream("/" + name)) {
        entry(name, in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return this;
  }

  public byte[] bytes() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes, manifest)) {
      for (var entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /**
   * @param directory is made if it is not there
   * @return unsigned
   */
  public Path in(Path directory) throws IOException {
    var main = manifest.getMainAttributes();
    var name = main.getValue("Bundle-SymbolicName") + "-" + main.getValue("Bundle-Version");
    return Files.write(Files.createDirectories(directory).resolve(name + ".jar"), bytes());
  }
}
