// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.file;

import io.custode.api.error.Invalid;
import io.custode.api.error.Unavailable;
import io.custode.api.file.Files;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Content on this node's disk, so that nobody who sends slowly holds a connection of the database.
 *
 * @param path a temporary file
 */
record Spooled(Path path, long size, String sha256) implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofSeconds(30);

  static Spooled of(InputStream content) {
    @Nullable Path path = null;
    try {
      path = java.nio.file.Files.createTempFile("custode-file", null);
      var digest = MessageDigest.getInstance("SHA-256");
      long size = copy(new DigestInputStream(content, digest), path);
      return new Spooled(path, size, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      delete(path);
      var problem =
          new Unavailable("The file could not be read to its end, or there is no room.", AGAIN);
      problem.initCause(e);
      throw problem;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      delete(path);
      throw e;
    }
  }

  private static long copy(InputStream content, Path path) throws IOException {
    long size = 0;
    try (var out = java.nio.file.Files.newOutputStream(path)) {
      var some = new byte[65_536];
      for (int n = content.read(some); n >= 0; n = content.read(some)) {
        size += n;
        if (size > Files.LARGEST) {
          throw Invalid.field("file", "must be at most " + (Files.LARGEST >> 20) + " MiB");
        }
        out.write(some, 0, n);
      }
    }
    if (size == 0) {
      throw Invalid.field("file", "must not be empty");
    }
    return size;
  }

  private static void delete(@Nullable Path path) {
    if (path == null) {
      return;
    }
    try {
      java.nio.file.Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }

  @Override
  public void close() {
    delete(path);
  }
}
