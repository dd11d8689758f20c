// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.rollout.Rollout;
import java.time.Duration;
import java.time.Instant;

/** What comes next in a rollout: nothing but its rules. */
final class RolloutPlan {
  /**
   * How its assets are.
   *
   * @param open taken in and not at an end
   * @param ended succeeded or failed since it was resumed last
   * @param failed of these
   */
  record Counts(int open, int ended, int failed) {}

  /** What is to be done. */
  enum Next {
    HALT,
    OPEN_RING,
    END,
    GO_ON
  }

  private RolloutPlan() {}

  static boolean isGateClosed(Rollout rollout, Counts counts) {
    return counts.ended() >= rollout.minObserved()
        && counts.failed() * 100L > (long) rollout.maxFailedPercent() * counts.ended();
  }

  /** A ring opens at its day, when all of the rings before it came to an end. */
  static Next next(Rollout rollout, Counts counts, Instant now) {
    if (isGateClosed(rollout, counts)) {
      return Next.HALT;
    }
    if (counts.open() > 0) {
      return Next.GO_ON;
    }
    if (rollout.ringsOpen() == rollout.rings().size()) {
      return Next.END;
    }
    var day = Duration.ofDays(rollout.rings().get(rollout.ringsOpen()).afterDays());
    return now.isBefore(rollout.startedAt().plus(day)) ? Next.GO_ON : Next.OPEN_RING;
  }
}
