// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.branding;

import io.custode.api.error.Invalid;
import io.custode.platform.internal.rule.Text;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a logo and a colour must be. A logo is a PNG, which no browser runs anything of, and small.
 * Its size in pixels stands in its header (PNG, 3rd edition, 5.2 and 11.2.1), so that nothing has
 * to be unpacked here.
 */
public final class Look {
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

  static final int MOST_BYTES = 64 * 1024;
  static final int MOST_PIXELS = 1024;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int IHDR = 0x49484452;

  /** Signature, and a header of 13 bytes between its length, its name and its checksum. */
  private static final int SHORTEST = 8 + 4 + 4 + 13 + 4;

  private Look() {}

  /**
   * @return the same in Base64 without line breaks, or null if there is none
   */
  public static @Nullable String logo(String field, @Nullable String base64) {
    if (base64 == null || base64.isBlank()) {
      return null;
    }
    // shorter than what it stands for it cannot be
    if (base64.length() > MOST_BYTES * 3 / 2) {
      throw wrong(field);
    }
    try {
      var png = Base64.getMimeDecoder().decode(base64);
      check(field, png);
      return Base64.getEncoder().encodeToString(png);
    } catch (IllegalArgumentException e) {
      throw wrong(field);
    }
  }

  private static void check(String field, byte[] png) {
    if (png.length < SHORTEST
        || png.length > MOST_BYTES
        || !Arrays.equals(png, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw wrong(field);
    }
    var header = ByteBuffer.wrap(png).position(SIGNATURE.length + 4);
    if (header.getInt() != IHDR || !fits(header.getInt()) || !fits(header.getInt())) {
      throw wrong(field);
    }
  }

  private static boolean fits(int pixels) {
    return pixels >= 1 && pixels <= MOST_PIXELS;
  }

  private static Invalid wrong(String field) {
    return Invalid.field(
        field, "must be a PNG in Base64 of at most 64 KiB and " + MOST_PIXELS + " pixels a side");
  }

  /**
   * @return in lower case, or null if there is none
   */
  public static @Nullable String colour(String field, @Nullable String asked) {
    var colour = Text.optional(field, asked, 7);
    if (colour == null) {
      return null;
    }
    colour = colour.toLowerCase(Locale.ROOT);
    if (!COLOUR.matcher(colour).matches()) {
      throw Invalid.field(field, "must be #rrggbb");
    }
    return colour;
  }

  /** A picture is not written into the audit: a number made of it tells that it is another. */
  public static @Nullable String told(@Nullable String logo) {
    return logo == null ? null : "PNG " + Integer.toHexString(logo.hashCode());
  }
}
