// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agreement;

import io.custode.api.calendar.CalendarId;
import io.custode.api.command.Doc;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How soon somebody answers and how soon it works again.
 *
 * @param calendar in whose open hours time counts; one of the tenant's or the provider's
 * @param targets one for each priority that is promised something
 */
public record Sla(
    @Doc("In whose open hours time counts") CalendarId calendar,
    @Doc("What is promised for each priority") List<Target> targets) {
  public Sla {
    targets = List.copyOf(targets);
  }

  /**
   * What is promised for one priority. Working time, from PT1M to P365D.
   *
   * @param respond until somebody answers
   * @param resolve until it works again, not less than {@code respond}; null if that is not
   *     promised
   */
  public record Target(
      @Doc("Priority") Priority priority,
      @Doc("Working time until somebody answers, PT1H") Duration respond,
      @Doc("Working time until it works again, PT8H") @Nullable Duration resolve) {}
}
