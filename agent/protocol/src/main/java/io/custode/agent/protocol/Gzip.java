// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compression with an upper bound on what comes out. */
final class Gzip {
  private Gzip() {}

  static byte[] deflate(byte first, byte[] plain) {
    var out = new ByteArrayOutputStream(plain.length / 4 + 64);
    out.write(first);
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to write
    }
    return out.toByteArray();
  }

  /** Stops at the first byte beyond the limit, so that a bomb costs no more than the limit. */
  static byte[] inflate(byte[] payload, int from, int limit) {
    var source = new ByteArrayInputStream(payload, from, payload.length - from);
    try (var zip = new GZIPInputStream(source, 4096)) {
      var buffer = new byte[Math.min(limit, Math.max(4096, 4 * payload.length))];
      int length = 0;
      while (true) {
        if (length == buffer.length) {
          if (length == limit) {
            if (zip.read() >= 0) {
              throw new MalformedMessage("Inflates to more than " + limit + " bytes");
            }
            return buffer;
          }
          buffer = Arrays.copyOf(buffer, Math.min(limit, 2 * length));
        }
        int count = zip.read(buffer, length, buffer.length - length);
        if (count < 0) {
          return Arrays.copyOf(buffer, length);
        }
        length += count;
      }
    } catch (IOException e) {
      throw new MalformedMessage("Not gzip");
    }
  }
}
