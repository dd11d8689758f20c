// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file of the console as it goes out. */
final class ConsoleFile {
  private static final String OTHER = "application/octet-stream";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  private final byte[] content;
  private final byte @Nullable [] zipped;
  private final String type;
  private final String tag;

  /**
   * @param name by whose end the media type is known
   */
  ConsoleFile(String name, byte[] content) {
    this.content = content;
    this.type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), OTHER);
    this.zipped = type.startsWith("font/") || type.equals(OTHER) ? null : zip(content);
    this.tag = '"' + sha256(content).substring(0, 22).replace('/', '_') + '"';
  }

  /**
   * @return media type
   */
  String type() {
    return type;
  }

  /**
   * @return entity tag, in its quotes
   */
  String tag() {
    return tag;
  }

  byte[] content() {
    return content;
  }

  /**
   * @return the content in gzip, or null if that would not make it smaller
   */
  byte @Nullable [] zipped() {
    return zipped;
  }

  static String sha256(byte[] content) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static byte[] zip(byte[] content) {
    var bytes = new ByteArrayOutputStream(content.length / 2);
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
