// SPDX-License-Identifier: Apache-2.0
package io.custode.api.rollout;

/** How far a rollout is. */
public enum RolloutState {
  RUNNING,
  /** Somebody paused it: nothing begins; what began goes on to its end once it is resumed. */
  PAUSED,
  /** Too much failed: nothing begins until somebody resumes or aborts it. */
  HALTED,
  /** Each asset of each ring came to an end. */
  DONE,
  /** Somebody ended it. */
  ABORTED
}
