// SPDX-License-Identifier: Apache-2.0
package io.custode.api.id;

import io.custode.api.error.Invalid;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits, so that
 * ids sort by birth. Within one process and one millisecond the ids are random, not monotonic:
 * order by a time column where order matters.
 */
public final class Uuid7 {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern TEXT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private Uuid7() {}

  /**
   * @return a new id in canonical text
   */
  public static String next() {
    long high = (System.currentTimeMillis() << 16) | 0x7000L | (RANDOM.nextInt() & 0x0fffL);
    long low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /**
   * Accepts any UUID in canonical lower-case text.
   *
   * @param text what a caller sent
   * @param noun the kind of id, for the message
   * @return the same text
   * @throws Invalid if it is none
   */
  public static String check(String text, String noun) {
    if (text == null || !TEXT.matcher(text).matches()) {
      throw Invalid.field(noun, "is no id: 36 characters, lower-case hexadecimal with dashes");
    }
    return text;
  }
}
