// SPDX-License-Identifier: Apache-2.0
package io.custode.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All agents lose their connections at once, and it is told how long it takes until they are back.
 */
final class Storms {
  private final List<SimulatedAgent> agents;
  private final long every;
  private long next;
  private long began;

  /**
   * @param seconds from one to the next, 0: there are none
   */
  Storms(List<SimulatedAgent> agents, int seconds) {
    this.agents = agents;
    this.every = TimeUnit.SECONDS.toNanos(seconds);
    this.next = System.nanoTime() + every;
  }

  /** To be called now and then. */
  void look() {
    long now = System.nanoTime();
    if (every > 0 && now - next >= 0) {
      agents.forEach(SimulatedAgent::drop);
      began = now;
      next = now + every;
    } else if (began != 0
        && now - began > TimeUnit.SECONDS.toNanos(1)
        && agents.stream().allMatch(SimulatedAgent::isConnected)) {
      System.out.printf("storm: all are back after %.1f s%n", (now - began) / 1e9);
      began = 0;
    }
  }
}
