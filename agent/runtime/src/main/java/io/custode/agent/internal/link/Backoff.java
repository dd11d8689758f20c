// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.link;

import java.util.Random;

/**
 * How long to wait before the next try: doubling with jitter, so that a thousand agents do not come
 * back at the same moment; slow after refusals, because asking again will hardly help, unless
 * somebody approves the agent.
 */
final class Backoff {
  private static final long FIRST_MILLIS = 1_000;
  private static final long LONGEST_MILLIS = 30_000;
  private static final long REFUSED_MILLIS = 15_000;
  private static final long LONGEST_REFUSED_MILLIS = 300_000;

  private final Random random;
  private long next = FIRST_MILLIS;
  private long nextRefused = REFUSED_MILLIS;

  Backoff(Random random) {
    this.random = random;
  }

  void succeeded() {
    nextRefused = REFUSED_MILLIS;
    next = FIRST_MILLIS;
  }

  long afterFailure() {
    long millis = next;
    next = Math.min(LONGEST_MILLIS, 2 * next);
    return jittered(millis);
  }

  long afterRefusal() {
    next = LONGEST_MILLIS;
    long millis = nextRefused;
    nextRefused = Math.min(LONGEST_REFUSED_MILLIS, 2 * nextRefused);
    return jittered(millis);
  }

  private long jittered(long millis) {
    return millis / 2 + random.nextLong(millis);
  }
}
