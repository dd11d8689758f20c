// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Builds jars, good ones and bad ones. */
final class TestJar {
  private static final LocalDateTime BUILT = LocalDateTime.of(2026, 1, 1, 0, 0);
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** A bundle that is a plugin, with nothing in it that runs. */
  static TestJar plugin(String id, String version) {
    return new TestJar()
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", "acme-" + id)
        .header("Bundle-Version", version)
        .header("Custode-Plugin", id)
        .header(
            "Require-Capability",
            "custode.platform;filter:=\"(&(version>=1.0.0)(!(version>=2.0.0)))\"")
        .entry("acme/" + id + ".txt", "content of " + id + " " + version);
  }

  TestJar header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  TestJar entry(String name, String content) {
    return entry(name, content.getBytes(UTF_8));
  }

  TestJar entry(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  /** The class file of a class of the tests. */
  TestJar type(Class<?> type) {
    var name = type.getName().replace('.', '/') + ".class";
    try (var in = type.getClassLoader().getResourceAsStream(name)) {
      return entry(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    var manifest = new StringBuilder("Manifest-Version: 1.0\r\n");
    headers.forEach((name, value) -> manifest.append(folded(name + ": " + value)));
    var all = new LinkedHashMap<String, byte[]>();
    all.put(JarFile.MANIFEST_NAME, manifest.append("\r\n").toString().getBytes(UTF_8));
    all.putAll(entries);
    return zip(all);
  }

  /** Manifest lines hold 72 bytes. */
  private static String folded(String line) {
    var text = new StringBuilder();
    for (var rest = line; ; rest = " " + rest.substring(70)) {
      if (rest.length() <= 70) {
        return text.append(rest).append("\r\n").toString();
      }
      text.append(rest, 0, 70).append("\r\n");
    }
  }

  /** What somebody does who changes a jar after it was signed. */
  static byte[] change(byte[] jar, Consumer<Map<String, byte[]>> change) {
    var entries = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    change.accept(entries);
    return zip(entries);
  }

  /** Overwrites a name in the file itself, so that two entries can have the same one. */
  static byte[] rename(byte[] jar, String from, String to, boolean inTableToo) {
    var text = new String(jar, ISO_8859_1);
    return (inTableToo ? text.replace(from, to) : text.replaceFirst(from, to)).getBytes(ISO_8859_1);
  }

  private static byte[] zip(Map<String, byte[]> entries) {
    try (var bytes = new ByteArrayOutputStream();
        var zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        var one = new ZipEntry(entry.getKey());
        // the same jar has the same bytes, whenever it is built
        one.setTimeLocal(BUILT);
        zip.putNextEntry(one);
        zip.write(entry.getValue());
      }
      zip.finish();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
