// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Looks at the manifest and the entries of one bundle. */
final class BundleRules {
  private static final List<String> NEVER =
      List.of("Bundle-Activator", "DynamicImport-Package", "Require-Bundle", "Fragment-Host");

  private BundleRules() {}

  static boolean isBundle(Path jar) {
    try (var file = new JarFile(jar.toFile())) {
      var manifest = file.getManifest();
      return manifest != null && value(manifest, "Bundle-SymbolicName") != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> faults(Path jar) {
    try (var file = new JarFile(jar.toFile())) {
      var entries = file.stream().map(ZipEntry::getName).toList();
      return faults(jar.getFileName().toString(), file.getManifest(), entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> faults(String bundle, Manifest manifest, List<String> entries) {
    var faults = new ArrayList<String>();
    NEVER.stream()
        .filter(header -> value(manifest, header) != null)
        .forEach(header -> faults.add(header + " is never used: services come by DS"));
    if (value(manifest, "Bundle-License") == null) {
      faults.add("Bundle-License is missing");
    }
    clauses(manifest, "Export-Package").forEach(clause -> exported(clause, faults));
    clauses(manifest, "Import-Package")
        .map(BundleRules::name)
        .filter(name -> name.startsWith("io.custode.") && isInternal(name))
        .forEach(name -> faults.add(name + " is imported and belongs to another bundle alone"));
    if (!"custode-api".equals(value(manifest, "Bundle-SymbolicName"))) {
      entries.stream()
          .filter(entry -> entry.matches("io/custode/(api|spi|core)/.*\\.class"))
          .forEach(entry -> faults.add(entry + " is a private copy of the API"));
    }
    return faults.stream().map(fault -> bundle + ": " + fault).toList();
  }

  private static void exported(String clause, List<String> faults) {
    if (isInternal(name(clause))) {
      faults.add(name(clause) + " is exported and internal");
    }
    if (!clause.matches(".*;\\s*version=.*")) {
      faults.add(name(clause) + " is exported without a version");
    }
  }

  private static boolean isInternal(String name) {
    return name.contains(".internal.") || name.endsWith(".internal");
  }

  private static String name(String clause) {
    return clause.split(";", 2)[0].trim();
  }

  /** Splits at the commas that are not in quotes. */
  private static Stream<String> clauses(Manifest manifest, String header) {
    var value = value(manifest, header);
    return value == null
        ? Stream.empty()
        : Stream.of(value.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"));
  }

  private static String value(Manifest manifest, String header) {
    return manifest.getMainAttributes().getValue(header);
  }

  /** Makes a manifest out of its lines. */
  static Manifest manifest(String... headers) throws IOException {
    var text = "Manifest-Version: 1.0\n" + String.join("\n", headers) + "\n";
    return new Manifest(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
