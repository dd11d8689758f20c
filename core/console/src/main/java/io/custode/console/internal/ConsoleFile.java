// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** A file of the console as it goes out. */
final class ConsoleFile {
  private static final String OTHER = "application/octet-stream";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html;charset=utf-8"),
          Map.entry("js", "text/javascript;charset=utf-8"),
          Map.entry("css", "text/css;charset=utf-8"),
          Map.entry("mjs", "text/javascript;charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("ts", "text/plain;charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("webp", "image/webp"),
          Map.entry("woff2", "font/woff2"));

  /** What is compressed by its own format. */
  private static final Pattern PACKED = Pattern.compile("font/.*|image/(png|webp)|" + OTHER);

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
    this.zipped = PACKED.matcher(type).matches() ? null : zip(content);
    this.tag = '"' + sha256(content).substring(0, 22).replace('/', '_') + '"';
  }

  byte[] content() {
    return content;
  }

  /** Answers with it: zipped for who takes that, and not again to who has it. */
  void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("ETag", tag);
    response.setHeader("Vary", "Accept-Encoding");
    if (response.getStatus() == HttpServletResponse.SC_OK
        && tag.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(type);
    var encodings = request.getHeader("Accept-Encoding");
    var body = content;
    if (zipped != null && encodings != null && encodings.contains("gzip")) {
      response.setHeader("Content-Encoding", "gzip");
      body = zipped;
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** Answers that there is no such file. */
  static void sendNone(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/plain;charset=utf-8");
    response.getWriter().write("There is nothing at this address.\n");
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
