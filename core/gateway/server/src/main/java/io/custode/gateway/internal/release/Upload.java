// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.release;

import io.custode.api.agent.AgentReleases;
import io.custode.api.error.Invalid;
import io.custode.api.error.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An archive on this node's disk while it is checked: it is read twice, and who sends it slowly
 * holds no connection of the database.
 *
 * @param path a temporary file
 */
record Upload(Path path, long size, String sha256) implements AutoCloseable {
  private static final Duration AGAIN = Duration.ofSeconds(30);

  static Upload of(InputStream archive) {
    @Nullable Path path = null;
    boolean whole = false;
    try {
      path = Files.createTempFile("custode-release", null);
      var digest = MessageDigest.getInstance("SHA-256");
      long size = copy(new DigestInputStream(archive, digest), path);
      whole = true;
      return new Upload(path, size, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      var problem =
          new Unavailable("The archive could not be read to its end, or there is no room.", AGAIN);
      problem.initCause(e);
      throw problem;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } finally {
      if (!whole) {
        delete(path);
      }
    }
  }

  private static long copy(InputStream archive, Path path) throws IOException {
    long size = 0;
    try (var out = Files.newOutputStream(path)) {
      var some = new byte[65_536];
      for (int n = archive.read(some); n >= 0; n = archive.read(some)) {
        size += n;
        if (size > AgentReleases.LARGEST) {
          throw Invalid.field(
              "archive", "must be at most " + (AgentReleases.LARGEST >> 20) + " MiB");
        }
        out.write(some, 0, n);
      }
    }
    return size;
  }

  private static void delete(@Nullable Path path) {
    if (path == null) {
      return;
    }
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }

  @Override
  public void close() {
    delete(path);
  }
}
