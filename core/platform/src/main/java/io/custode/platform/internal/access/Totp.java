// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes by time: RFC 6238 with HMAC-SHA-1, steps of 30 seconds and six digits, which is what every
 * authenticator app can do.
 */
final class Totp {
  static final int DIGITS = 6;
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  static long step(Instant at) {
    return at.getEpochSecond() / STEP.toSeconds();
  }

  /**
   * @return the code of that step, with leading zeros (RFC 4226, 5.3)
   */
  static String code(byte[] key, long step, int digits) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
      return String.format("%0" + digits + "d", number % (int) Math.pow(10, digits));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java lacks HmacSHA1", e);
    }
  }

  /**
   * @return RFC 4648, 6, without padding, as apps take it
   */
  static String base32(byte[] bytes) {
    var text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte b : bytes) {
      bits = bits << 8 | b & 0xff;
      for (held += 8; held >= 5; held -= 5) {
        text.append(BASE_32.charAt(bits >> held - 5 & 31));
      }
      bits &= (1 << held) - 1;
    }
    if (held > 0) {
      text.append(BASE_32.charAt(bits << 5 - held & 31));
    }
    return text.toString();
  }
}
