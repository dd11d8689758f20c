// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.api.error.Invalid;
import java.util.regex.Pattern;

/** An entry's number and hash, noted where nobody who can write to the database can change it. */
record Anchor(long sequence, String hash) {
  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");

  /**
   * @throws Invalid if it is not as {@code noted} of a report
   */
  static Anchor of(String text) {
    var parts = TEXT.matcher(text.strip());
    if (!parts.matches()) {
      throw Invalid.field("noted", "must be as msp:audit-verify showed it: number, colon, hash");
    }
    return new Anchor(Long.parseLong(parts.group(1)), parts.group(2));
  }

  @Override
  public String toString() {
    return sequence + ":" + hash;
  }
}
