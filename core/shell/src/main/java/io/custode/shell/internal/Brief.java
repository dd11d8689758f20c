// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Times as a column has them: in the zone of the server, today's without the date. */
final class Brief {
  private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter OTHER = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Clock clock;

  Brief(Clock clock) {
    this.clock = clock;
  }

  /**
   * @return the text, shorter if it is a time
   */
  String of(String text) {
    try {
      var at = Instant.parse(text).atZone(clock.getZone());
      return at.format(at.toLocalDate().equals(LocalDate.now(clock)) ? TODAY : OTHER);
    } catch (DateTimeParseException e) {
      return text;
    }
  }
}
