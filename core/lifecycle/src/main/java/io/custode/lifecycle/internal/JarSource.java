// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Invalid;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads a plugin's jar from where an administrator says it is. The bytes are read once: what was
 * checked is what runs, whatever happens to the file meanwhile.
 */
final class JarSource {
  static final int MAX_BYTES = 64 << 20;
  private static final int MAX_URL = 4096;

  private JarSource() {}

  /**
   * @param source {@code file:} URL with an absolute path
   * @throws Invalid if that is no regular file of at most 64 MiB that can be read
   */
  static byte[] read(String source) {
    return read(source, MAX_BYTES);
  }

  /**
   * The same of a smaller file.
   *
   * @param most so many bytes
   */
  static byte[] read(String source, int most) {
    var path = path(source);
    try {
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isSymbolicLink()) {
        throw refuse("is a symbolic link: name the file that it points to");
      }
      if (!attributes.isRegularFile()) {
        throw refuse("is no regular file");
      }
      // the link and the size may have changed since: neither is believed
      try (var in =
          Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        var bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
          throw refuse("is larger than " + size(most));
        }
        return bytes;
      }
    } catch (NoSuchFileException e) {
      throw refuse("names a file that is not there on the platform's machine");
    } catch (IOException e) {
      throw refuse("cannot be read by the platform (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static String size(int bytes) {
    return bytes < 1 << 20 ? (bytes >> 10) + " KiB" : (bytes >> 20) + " MiB";
  }

  /**
   * @throws Invalid if it is no URL, or too long for one
   */
  static URI uri(String source) {
    if (source.length() > MAX_URL) {
      throw refuse("is longer than " + MAX_URL + " characters");
    }
    try {
      return new URI(source);
    } catch (URISyntaxException e) {
      throw refuse("is no URL: file:/path/to/plugin.jar, with a space written as %20");
    }
  }

  private static Path path(String source) {
    try {
      var uri = uri(source);
      var host = uri.getAuthority();
      if (!"file".equalsIgnoreCase(uri.getScheme())
          || uri.getRawPath() == null
          || !uri.getRawPath().startsWith("/")
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null
          || (host != null && !host.isEmpty() && !host.equals("localhost"))) {
        throw refuse(
            "must be a file: URL with an absolute path, file:/path/to/plugin.jar, an https: URL with"
                + " #sha256=, an upload, or catalog: and an id");
      }
      return Path.of(new URI("file", null, uri.getPath(), null));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw refuse("is no URL: file:/path/to/plugin.jar, with a space written as %20");
    }
  }

  private static Invalid refuse(String why) {
    return Invalid.field("source", why);
  }
}
