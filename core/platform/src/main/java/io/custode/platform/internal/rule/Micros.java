// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rule;

import io.custode.api.error.Invalid;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times in cursors: microseconds, as the tables keep them. */
public final class Micros {
  private Micros() {}

  public static String text(Instant instant) {
    return String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
  }

  /**
   * @return the instant as a table gives it back
   */
  public static Instant cut(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * @throws Invalid if a cursor holds no time
   */
  public static Instant instant(String text) {
    try {
      return Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS);
    } catch (NumberFormatException | ArithmeticException e) {
      throw Invalid.field("cursor", "is none of ours");
    }
  }
}
