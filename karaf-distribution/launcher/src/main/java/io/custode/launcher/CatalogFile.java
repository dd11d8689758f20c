// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Makes a catalog of plugins, to be signed then: a jar with {@code catalog.json} and the plugins'
 * jars, but for those that are fetched from an address.
 */
final class CatalogFile {
  private static final long MAX_BYTES = 64L << 20;
  private static final int MAX_PLUGINS = 1000;
  private final String name;
  private final List<CatalogPlugin> plugins;
  private final List<CatalogRevocation> revoked;

  private CatalogFile(String name, List<CatalogPlugin> plugins, List<CatalogRevocation> revoked) {
    this.name = name;
    this.plugins = plugins;
    this.revoked = revoked;
  }

  /** Arguments: the folder with the plugins' jars, and the catalog to write. */
  public static void main(String[] args) {
    try {
      var catalog = of(Path.of(args[0]), Path.of(args[1]));
      catalog.write(Path.of(args[1]), Instant.now());
      catalog.plugins.forEach(p -> System.out.println(p.id() + " " + p.version()));
    } catch (Refused e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      System.err.println(
          "The catalog could not be made (" + e + "): nothing is left of it. Look for space.");
      System.exit(1);
    }
  }

  /**
   * @param folder with a signed jar for each version, and beside {@code x.jar} what {@link
   *     CatalogPlugin#of} reads; in {@code revoked.txt} what is not to be trusted any more
   * @param file whose name without {@code .jar} is the catalog's
   * @throws Refused if no platform would take it
   */
  static CatalogFile of(Path folder, Path file) throws IOException {
    var name = String.valueOf(file.getFileName()).replaceFirst("\\.jar$", "");
    if (!name.matches("[a-z][a-z0-9-]{2,29}")) {
      throw new Refused(
          "The catalog is named as its file: 3 to 30 of a-z, 0-9 and dash, beginning with a letter,"
              + " and .jar.");
    }
    if (!Files.isDirectory(folder)) {
      throw new Refused("There is no folder '" + folder + "' with the jars of plugins.");
    }
    var plugins = new ArrayList<CatalogPlugin>();
    var seen = new HashSet<String>();
    try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
      for (var jar : jars) {
        var plugin = CatalogPlugin.of(jar);
        if (!seen.add(plugin.id() + " " + plugin.version())) {
          throw new Refused(
              plugin.id() + " " + plugin.version() + " is there twice: take one of the jars out.");
        }
        plugins.add(plugin);
      }
    }
    var revoked = CatalogRevocation.in(folder);
    if ((plugins.isEmpty() && revoked.isEmpty()) || plugins.size() > MAX_PLUGINS) {
      throw new Refused(
          "A catalog offers 1 to 1000 versions of plugins; '"
              + folder
              + "' has "
              + plugins.size()
              + " jars.");
    }
    return new CatalogFile(name, List.copyOf(plugins), revoked);
  }

  /** All of it, or nothing. */
  void write(Path file, Instant now) throws IOException {
    var part = file.resolveSibling(file.getFileName() + ".part");
    try {
      pack(part, now);
      if (Files.size(part) > MAX_BYTES) {
        throw new Refused(
            "With the jars inside the catalog is larger than 64 MiB, the most that is taken: put"
                + " addresses (x.url) beside some of them.");
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void pack(Path part, Instant now) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Custode-Catalog", name);
    try (var out = new JarOutputStream(Files.newOutputStream(part), manifest)) {
      out.putNextEntry(new JarEntry("catalog.json"));
      out.write(json(now).getBytes(UTF_8));
      for (var plugin : plugins) {
        if (plugin.url().isEmpty()) {
          out.putNextEntry(new JarEntry(plugin.path()));
          Files.copy(plugin.jar(), out);
        }
      }
    }
  }

  private String json(Instant now) {
    return "{\"catalog\":\""
        + name
        + "\",\"issued\":\""
        + now.truncatedTo(ChronoUnit.SECONDS)
        + "\",\"plugins\":[\n"
        + String.join(",\n", plugins.stream().map(CatalogPlugin::json).toList())
        + "]"
        + (revoked.isEmpty()
            ? ""
            : ",\"revoked\":[\n"
                + String.join(",\n", revoked.stream().map(CatalogRevocation::json).toList())
                + "]")
        + "}\n";
  }
}
