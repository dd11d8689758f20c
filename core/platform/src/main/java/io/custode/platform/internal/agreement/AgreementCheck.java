// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.agreement;

import io.custode.api.agreement.Agreement;
import io.custode.api.agreement.Priority;
import io.custode.api.agreement.Sla;
import io.custode.api.error.Invalid;
import io.custode.api.error.Invalid.Violation;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agreement must obey before it is stored; finds all that is wrong at once. */
final class AgreementCheck {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  private AgreementCheck() {}

  /**
   * @throws Invalid naming every rule that is broken
   */
  static void check(Agreement agreement) {
    var wrong = new ArrayList<Violation>();
    day("startsOn", agreement.startsOn(), wrong);
    day("endsOn", agreement.endsOn(), wrong);
    var end = agreement.endsOn();
    if (end != null && end.isBefore(agreement.startsOn())) {
      wrong.add(new Violation("endsOn", "must not be before startsOn"));
    }
    if (agreement.sla() != null) {
      sla(agreement.sla(), wrong);
    }
    if (!wrong.isEmpty()) {
      throw new Invalid(wrong);
    }
  }

  private static void day(String field, @Nullable LocalDate day, List<Violation> wrong) {
    if (day != null && (day.getYear() < 1970 || day.getYear() > 2199)) {
      wrong.add(new Violation(field, "must be from 1970 to 2199"));
    }
  }

  private static void sla(Sla sla, List<Violation> wrong) {
    var seen = EnumSet.noneOf(Priority.class);
    if (sla.targets().isEmpty()) {
      wrong.add(new Violation("sla.targets", "must not be empty"));
    }
    for (var target : sla.targets()) {
      if (!seen.add(target.priority())) {
        wrong.add(new Violation("sla.targets", "must name " + target.priority() + " once only"));
      }
      time("sla.targets.respond", target.respond(), wrong);
      var resolve = target.resolve();
      if (resolve != null) {
        time("sla.targets.resolve", resolve, wrong);
        if (resolve.compareTo(target.respond()) < 0) {
          wrong.add(new Violation("sla.targets.resolve", "must not be less than respond"));
        }
      }
    }
  }

  private static void time(String field, Duration time, List<Violation> wrong) {
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      wrong.add(new Violation(field, "must be from PT1M to P365D"));
    }
  }
}
