// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.time.Duration;

/** What several steps may take together. In one thread. */
final class Deadline {
  private long end;

  private Deadline(Duration most) {
    this.end = System.nanoTime() + most.toNanos();
  }

  static Deadline in(Duration most) {
    return new Deadline(most);
  }

  /**
   * @return never less than nothing
   */
  Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  boolean isOver() {
    return left().isZero();
  }

  /** Something that has a limit of its own took its time. */
  void leave(Duration least) {
    end = Math.max(end, System.nanoTime() + least.toNanos());
  }
}
