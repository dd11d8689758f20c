// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.branding;

import io.custode.api.error.Invalid;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a logo must be: a PNG, which no browser runs anything of, and small. Its size in pixels
 * stands in its header (PNG, 3rd edition, 5.2 and 11.2.1), so that nothing has to be unpacked here.
 */
final class Logo {
  static final int MOST_BYTES = 64 * 1024;
  static final int MOST_PIXELS = 1024;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int IHDR = 0x49484452;

  /** Signature, and a header of 13 bytes between its length, its name and its checksum. */
  private static final int SHORTEST = 8 + 4 + 4 + 13 + 4;

  private Logo() {}

  /**
   * @return the same in Base64 without line breaks, or null if there is none
   */
  static @Nullable String checked(@Nullable String base64) {
    if (base64 == null || base64.isBlank()) {
      return null;
    }
    // shorter than what it stands for it cannot be
    if (base64.length() > MOST_BYTES * 3 / 2) {
      throw wrong();
    }
    try {
      var png = Base64.getMimeDecoder().decode(base64);
      check(png);
      return Base64.getEncoder().encodeToString(png);
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
  }

  private static void check(byte[] png) {
    if (png.length < SHORTEST
        || png.length > MOST_BYTES
        || !Arrays.equals(png, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw wrong();
    }
    var header = ByteBuffer.wrap(png).position(SIGNATURE.length + 4);
    if (header.getInt() != IHDR || !fits(header.getInt()) || !fits(header.getInt())) {
      throw wrong();
    }
  }

  private static boolean fits(int pixels) {
    return pixels >= 1 && pixels <= MOST_PIXELS;
  }

  private static Invalid wrong() {
    return Invalid.field(
        "logo", "must be a PNG in Base64 of at most 64 KiB and " + MOST_PIXELS + " pixels a side");
  }
}
