// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.calendar.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** When a clock on the wall shows a time: on two days of the year not exactly once. */
public record LocalClock(ZoneId zone) {
  LocalDate date(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  /** From the first moment of the one to the last moment before the other. */
  Span between(LocalDate date, LocalTime from, LocalTime to) {
    var end = to.equals(LocalTime.MIDNIGHT) ? date.plusDays(1) : date;
    return new Span(begins(date.atTime(from)), ends(end.atTime(to)));
  }

  /** Whole days, the last one too. */
  Span days(LocalDate first, LocalDate last) {
    return new Span(begins(first.atStartOfDay()), ends(last.plusDays(1).atStartOfDay()));
  }

  /**
   * @return the first instant at which the clock shows that time, or a later one as it was skipped
   */
  public Instant begins(LocalDateTime time) {
    var change = zone.getRules().getTransition(time);
    if (change == null) {
      return only(time);
    }
    return change.isGap() ? change.getInstant() : time.toInstant(change.getOffsetBefore());
  }

  /**
   * @return the instant from which on the clock never again shows an earlier time
   */
  Instant ends(LocalDateTime time) {
    var change = zone.getRules().getTransition(time);
    if (change == null) {
      return only(time);
    }
    if (change.isGap()) {
      return change.getInstant();
    }
    // put back to this very time: what is earlier was shown once
    ZoneOffset offset =
        time.equals(change.getDateTimeAfter()) ? change.getOffsetBefore() : change.getOffsetAfter();
    return time.toInstant(offset);
  }

  private Instant only(LocalDateTime time) {
    return time.toInstant(zone.getRules().getOffset(time));
  }
}
