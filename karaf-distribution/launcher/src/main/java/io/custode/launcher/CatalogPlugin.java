// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * A version of a plugin, as a catalog offers it.
 *
 * @param platform the versions of the platform that it works with, as OSGi writes a range
 * @param url where its jar is fetched from; empty if the catalog holds it
 * @param publisher SHA-256 of the public key by which it is signed; empty if that cannot be read
 */
record CatalogPlugin(
    Path jar,
    String id,
    String version,
    String name,
    String platform,
    String en,
    String it,
    String url,
    long size,
    String sha256,
    String publisher) {
  private static final int MAX_NOTES = 2000;
  private static final int MAX_NAME = 100;
  private static final long MAX_BYTES = 64L << 20;

  /** As the build of a plugin writes it: from a version on, to before another. */
  private static final Pattern PLATFORM =
      Pattern.compile(
          "custode\\.platform;filter:=\"\\(&\\(version>=([0-9.]+)\\)\\(!\\(version>=([0-9.]+)\\)\\)\\)\"");

  /**
   * Reads {@code x.jar}, and beside it {@code x.en.txt} and {@code x.it.txt}, notes for people, and
   * {@code x.url}, the https address where the jar will be found; none of them is needed.
   *
   * @throws Refused if it is no signed plugin
   */
  static CatalogPlugin of(Path jar) throws IOException {
    Attributes headers;
    try (var opened = new JarFile(jar.toFile(), false)) {
      var manifest = opened.getManifest();
      headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
      if (opened.stream().noneMatch(e -> e.getName().matches("META-INF/[^/]+\\.SF"))) {
        throw new Refused(jar + " is not signed: sign it before it goes into a catalog.");
      }
    } catch (java.util.zip.ZipException e) {
      throw new Refused(jar + " is no jar.");
    }
    var id = header(jar, headers, "Custode-Plugin");
    var version = header(jar, headers, "Bundle-Version");
    var platform = PLATFORM.matcher(header(jar, headers, "Require-Capability"));
    if (!platform.find()) {
      throw new Refused(jar + " does not say which versions of the platform it works with.");
    }
    if (Files.size(jar) > MAX_BYTES) {
      throw new Refused(jar + " is larger than 64 MiB, the most that is taken.");
    }
    var about = headers.getValue("Bundle-Description");
    var en = beside(jar, ".en.txt", about == null ? id + " " + version : about, MAX_NOTES);
    return new CatalogPlugin(
        jar,
        id,
        version,
        limited(
            jar,
            headers.getValue("Bundle-Name") == null ? id : headers.getValue("Bundle-Name"),
            MAX_NAME),
        "[" + platform.group(1) + "," + platform.group(2) + ")",
        en,
        beside(jar, ".it.txt", en, MAX_NOTES),
        url(jar),
        Files.size(jar),
        sha256(Files.readAllBytes(jar)),
        publisher(jar));
  }

  /** Who installs it checks the signature: here it is only told who that should be. */
  private static String publisher(Path jar) throws IOException {
    try (var opened = new JarFile(jar.toFile(), true)) {
      for (var entry : opened.stream().toList()) {
        try (var in = opened.getInputStream(entry)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
        var certificates = entry.getCertificates();
        if (certificates != null) {
          return sha256(certificates[0].getPublicKey().getEncoded());
        }
      }
      return "";
    } catch (SecurityException e) {
      throw new Refused(jar + " was changed after it was signed: sign it again.");
    }
  }

  private static String header(Path jar, Attributes headers, String name) {
    var value = headers.getValue(name);
    if (value == null) {
      throw new Refused(jar + " is no plugin: its manifest has no " + name + ".");
    }
    return value;
  }

  private static String beside(Path jar, String ending, String otherwise, int most)
      throws IOException {
    var file =
        jar.resolveSibling(String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", ending));
    return limited(file, Files.exists(file) ? Files.readString(file) : otherwise, most);
  }

  private static String limited(Path file, String text, int most) {
    var plain = text.strip().replace("\r\n", "\n").replace('\t', ' ');
    if (plain.length() > most
        || plain.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
      throw new Refused(
          file + " has a text that is no plain one of at most " + most + " characters.");
    }
    return plain;
  }

  private static String url(Path jar) throws IOException {
    var url = beside(jar, ".url", "", MAX_NOTES);
    if (!url.isEmpty() && !url.matches("https://[^\\s#@]+")) {
      throw new Refused("The .url beside " + jar + " must hold one https address without #.");
    }
    return url;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /**
   * @return its path in the catalog
   */
  String path() {
    return "jars/" + id + "-" + version + ".jar";
  }

  String json() {
    return "{\"id\":%s,\"version\":%s,\"name\":%s,\"platform\":%s,\"size\":%s,\"sha256\":%s,\"notes\":{\"en\":%s,\"it\":%s},%s%s}"
        .formatted(
            text(id),
            text(version),
            text(name),
            text(platform),
            Long.toString(size),
            text(sha256),
            text(en),
            text(it),
            publisher.isEmpty() ? "" : "\"publisher\":" + text(publisher) + ",",
            url.isEmpty() ? "\"jar\":" + text(path()) : "\"url\":" + text(url));
  }

  /** No other control characters are let in, see {@link #limited}. */
  private static String text(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
