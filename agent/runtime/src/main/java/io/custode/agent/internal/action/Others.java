// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.action;

import java.time.Duration;

/** The other actions, for one that ends the agent. */
public interface Others {
  /**
   * Holds back what has not started, and waits for the end of what runs.
   *
   * @return false if that takes longer; then nothing is held back
   */
  boolean finish(Duration most) throws InterruptedException;

  /** Nothing is held back any more. */
  void goOn();
}
