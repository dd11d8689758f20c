// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How an entry hangs on the one before it. */
final class Link {
  /** What the first entry hangs on. */
  static final String START = "0".repeat(64);

  private Link() {}

  /**
   * @param previous hash of the entry before, in hex
   * @return SHA-256(previous hash || canonical JSON of the entry), in hex
   */
  static String hash(String previous, byte[] canonical) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(HexFormat.of().parseHex(previous));
      return HexFormat.of().formatHex(digest.digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }
}
