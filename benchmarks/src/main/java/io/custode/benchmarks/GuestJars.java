// SPDX-License-Identifier: Apache-2.0
package io.custode.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * Versions of the plugin guest, which has one of everything: made of the built jar, so that they
 * differ by what an update is about, also in what they bring to machines. None is signed.
 */
public final class GuestJars {
  private static final String CHANGELOG = "META-INF/custode/changelog.xml";
  private static final String MODULES = "META-INF/custode/agent/";
  private static final String VERSION = "/version.txt";
  private static final String COMPONENTS = "Service-Component";

  private static final String GROWS =
      """
      <changeSet id="1.1-mood" author="guest">
        <addColumn tableName="note"><column name="mood" type="varchar(20)"/></addColumn>
        <createIndex tableName="note" indexName="note_mood"><column name="mood"/></createIndex>
      </changeSet>
      """;
  private static final String REWRITES =
      """
      <changeSet id="2.0-text" author="guest" labels="rewrites-data">
        <update tableName="note"><column name="text" value="rewritten"/></update>
      </changeSet>
      """;

  private final Path built;

  /**
   * @param built the jar as Maven made it
   */
  public GuestJars(Path built) {
    this.built = built;
  }

  /** Arguments: the built jar, a directory for all versions. */
  public static void main(String[] arguments) throws IOException {
    var jars = new GuestJars(Path.of(arguments[0]));
    var into = Files.createDirectories(Path.of(arguments[1]));
    jars.first(into);
    jars.grown(into);
    jars.broken(into);
  }

  /** 1.0.0, as it was built. */
  public Path first(Path into) throws IOException {
    return jar(into, "1.0.0", "", "");
  }

  /** 1.1.0, with a column and an index more. */
  public Path grown(Path into) throws IOException {
    return jar(into, "1.1.0", GROWS, "");
  }

  /** 2.0.0, which rewrites each row and then does not work. */
  public Path broken(Path into) throws IOException {
    return jar(into, "2.0.0", GROWS + REWRITES, "OSGI-INF/missing.xml");
  }

  /** 2.1.0, which rewrites each row. */
  public Path rewritten(Path into) throws IOException {
    return jar(into, "2.1.0", GROWS + REWRITES, "");
  }

  private Path jar(Path into, String version, String sets, String component) throws IOException {
    var jar = changed(Files.readAllBytes(built), version, sets, component);
    return Files.write(Files.createDirectories(into).resolve("guest-" + version + ".jar"), jar);
  }

  private static byte[] changed(byte[] jar, String version, String sets, String component)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var from = new JarInputStream(new ByteArrayInputStream(jar));
        var to = new JarOutputStream(bytes)) {
      var manifest = from.getManifest();
      var headers = manifest.getMainAttributes();
      headers.putValue("Bundle-Version", version);
      if (!component.isEmpty()) {
        headers.putValue(COMPONENTS, headers.getValue(COMPONENTS) + "," + component);
      }
      to.putNextEntry(new ZipEntry(JarFile.MANIFEST_NAME));
      manifest.write(to);
      for (var entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        if (!entry.isDirectory()) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          to.write(changed(entry.getName(), from.readAllBytes(), version, sets));
        }
      }
      if (!component.isEmpty()) {
        to.putNextEntry(new ZipEntry(component));
        to.write(MISSING.getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static final String MISSING =
      """
      <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="missing" immediate="true">
        <implementation class="io.custode.guest.Missing"/>
      </scr:component>
      """;

  private static byte[] changed(String name, byte[] content, String version, String sets)
      throws IOException {
    if (name.startsWith(MODULES)) {
      return changed(content, version, "", "");
    }
    if (name.endsWith(VERSION)) {
      return version.getBytes(UTF_8);
    }
    if (name.equals(CHANGELOG)) {
      var end = "</databaseChangeLog>";
      return new String(content, UTF_8).replace(end, sets + end).getBytes(UTF_8);
    }
    return content;
  }
}
