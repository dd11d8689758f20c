// SPDX-License-Identifier: Apache-2.0
package io.custode.api.action;

/** Where an action is. The last five are final. */
public enum ActionState {
  /** Waits for its time, its agent or its lock. */
  QUEUED,
  /** Given to the agent at least once; not known to run. */
  SENT,
  /** The agent has written down that it starts. */
  RUNNING,
  SUCCEEDED,
  FAILED,
  /** Started, and whether it took effect cannot be known; the reason says why. */
  UNKNOWN,
  /** Its time ran out before it started. */
  EXPIRED,
  CANCELLED;

  public boolean isFinal() {
    return compareTo(SUCCEEDED) >= 0;
  }
}
