// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.error.Invalid;
import io.custode.api.error.Invalid.Violation;
import io.custode.api.rollout.NewRollout;
import io.custode.platform.internal.rule.Text;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** What a rollout must be before it is stored. */
final class RolloutCheck {
  private static final Pattern STEP =
      Pattern.compile("[a-z][a-z0-9]{2,29}\\.[a-z0-9]+([.-][a-z0-9]+)*");
  private static final int STEP_LENGTH = 100;
  private static final int RINGS = 10;
  private static final int DAYS = 365;
  private static final int TARGET = 10_000;
  private static final int OBSERVED = 1000;

  private RolloutCheck() {}

  static NewRollout check(NewRollout r) {
    var wrong = new ArrayList<Violation>();
    if (r.step().length() > STEP_LENGTH || !STEP.matcher(r.step()).matches()) {
      wrong.add(new Violation("step", "must be as patching.set"));
    }
    if (r.target().text().length() > TARGET) {
      wrong.add(new Violation("target", "must be at most " + TARGET + " characters"));
    }
    if (r.rings().isEmpty() || r.rings().size() > RINGS) {
      wrong.add(new Violation("rings", "must be 1 to " + RINGS));
    }
    int before = 0;
    for (int i = 0; i < r.rings().size(); i++) {
      var ring = r.rings().get(i);
      if (ring.afterDays() < before || ring.afterDays() > DAYS) {
        wrong.add(
            new Violation(
                "rings.afterDays", "must be 0 to " + DAYS + ", not less than the ring before"));
      }
      before = ring.afterDays();
      if (ring.group() == null && i < r.rings().size() - 1) {
        wrong.add(new Violation("rings.group", "is required but for the last ring"));
      }
    }
    if (r.maxFailedPercent() < 0 || r.maxFailedPercent() > 100) {
      wrong.add(new Violation("maxFailedPercent", "must be 0 to 100"));
    }
    if (r.minObserved() < 1 || r.minObserved() > OBSERVED) {
      wrong.add(new Violation("minObserved", "must be 1 to " + OBSERVED));
    }
    if (!wrong.isEmpty()) {
      throw new Invalid(wrong);
    }
    return new NewRollout(
        Text.name("name", r.name()),
        r.step(),
        r.target(),
        r.rings(),
        r.calendar(),
        r.maxFailedPercent(),
        r.minObserved());
  }
}
