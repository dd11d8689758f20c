// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.plugin.PluginUpload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Jars that were sent and wait in the database, for every node. */
final class Uploads {
  static final String SCHEME = "upload:";
  private static final Duration WAIT = Duration.ofDays(1);
  private static final int MOST = 10;

  private final PluginRows rows;
  private final Clock clock;

  Uploads(PluginRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  PluginUpload take(InputStream jar) {
    var bytes = bytes(jar);
    var sha256 = Fingerprint.of(bytes);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var until = now.plus(WAIT);
    rows.write(
        em -> {
          Jars.put(em, sha256, bytes);
          var known = em.find(UploadEntity.class, sha256);
          if (known == null) {
            em.persist(new UploadEntity(sha256, until));
          } else {
            known.keepUntil(until);
          }
          em.flush();
          var all =
              em.createQuery(
                      "select u from UploadEntity u order by u.until desc, u.sha256",
                      UploadEntity.class)
                  .getResultList();
          for (int i = 0; i < all.size(); i++) {
            if (i >= MOST || all.get(i).until().isBefore(now)) {
              em.remove(all.get(i));
            }
          }
          Jars.collect(em);
          return true;
        });
    return new PluginUpload(SCHEME + sha256, bytes.length, until);
  }

  /**
   * @throws NotFound if there is no such upload, or it was forgotten
   */
  byte[] read(String source) {
    var sha256 = source.substring(SCHEME.length());
    var now = clock.instant();
    return rows.read(
            em ->
                Optional.ofNullable(em.find(UploadEntity.class, sha256))
                    .filter(upload -> upload.until().isAfter(now))
                    .map(upload -> Jars.get(em, sha256)))
        .orElseThrow(() -> new NotFound("upload", sha256));
  }

  private static byte[] bytes(InputStream jar) {
    try {
      var bytes = jar.readNBytes(JarSource.MAX_BYTES + 1);
      if (bytes.length > JarSource.MAX_BYTES) {
        throw Invalid.field("body", "is larger than 64 MiB");
      }
      if (bytes.length == 0) {
        throw Invalid.field("body", "is empty");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("The jar did not come to its end", e);
    }
  }
}
