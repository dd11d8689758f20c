// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from belongs to it
 * @param to does not
 */
public record Span(Instant from, Instant to) {
  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /** Elapsed time. */
  public Duration length() {
    return Duration.between(from, to);
  }
}
