// SPDX-License-Identifier: Apache-2.0
package io.custode.api.calendar;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A local day as a calendar has it.
 *
 * @param reason the holiday, feast or extra day that it is, or null
 * @param open when it is open; none: closed
 */
public record DayPlan(LocalDate date, @Nullable String reason, List<Span> open) {
  public DayPlan {
    open = List.copyOf(open);
  }
}
