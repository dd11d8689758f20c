// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.people;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a person's authenticator app shows, RFC 6238. */
public final class Totp {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  /**
   * @param base32 the secret
   * @param ahead for the step that is so many ahead
   */
  public static String code(String base32, int ahead) throws GeneralSecurityException {
    var key = ByteBuffer.allocate(20);
    long bits = 0;
    int held = 0;
    for (char c : base32.toCharArray()) {
      bits = bits << 5 | BASE32.indexOf(c);
      held += 5;
      if (held >= 8) {
        held -= 8;
        key.put((byte) (bits >> held));
      }
    }
    var mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(key.array(), "HmacSHA1"));
    var step = Instant.now().getEpochSecond() / 30 + ahead;
    var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
    int number = ByteBuffer.wrap(hash).getInt(hash[19] & 0xf) & 0x7fffffff;
    return String.format("%06d", number % 1_000_000);
  }
}
