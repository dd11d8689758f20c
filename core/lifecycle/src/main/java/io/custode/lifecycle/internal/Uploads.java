// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Unavailable;
import io.custode.api.plugin.PluginUpload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Jars that were sent and wait in the database, for every node. */
final class Uploads {
  static final String SCHEME = "upload:";
  private static final Duration WAIT = Duration.ofDays(1);
  private static final int MOST = 10;
  private static final int PIECE = 1 << 20;

  /** In pieces, for all that arrive at once: the heap has none for more. */
  private final Semaphore room = new Semaphore(96);

  private final PluginRows rows;
  private final Clock clock;

  Uploads(PluginRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * @throws Unavailable if what others upload leaves no room
   */
  PluginUpload take(InputStream jar) {
    var held = new AtomicInteger();
    try {
      return keep(bytes(jar, held));
    } finally {
      room.release(held.get());
    }
  }

  private PluginUpload keep(byte[] bytes) {
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

  /**
   * @param held gets how many pieces of room it has taken
   */
  private byte[] bytes(InputStream jar, AtomicInteger held) {
    var pieces = new ArrayList<byte[]>();
    int size = 0;
    try {
      do {
        if (!room.tryAcquire()) {
          throw new Unavailable(
              "So many jars are being uploaded that this one has no room; it was not taken.",
              Duration.ofSeconds(10));
        }
        held.incrementAndGet();
        pieces.add(jar.readNBytes(PIECE));
        size += pieces.get(pieces.size() - 1).length;
        if (size > JarSource.MAX_BYTES) {
          throw Invalid.field("body", "is larger than 64 MiB");
        }
      } while (size == pieces.size() * PIECE);
    } catch (IOException e) {
      throw new UncheckedIOException("The jar did not come to its end", e);
    }
    if (size == 0) {
      throw Invalid.field("body", "is empty");
    }
    var whole = ByteBuffer.allocate(size);
    pieces.forEach(whole::put);
    return whole.array();
  }
}
