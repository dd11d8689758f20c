// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.store;

import java.time.Duration;

/** Counts calls so that a store can end without cutting one. */
final class InFlight {
  private int count;
  private boolean closed;

  synchronized boolean enter() {
    if (closed) {
      return false;
    }
    count++;
    return true;
  }

  synchronized void leave() {
    count--;
    notifyAll();
  }

  synchronized boolean drain(Duration patience) {
    closed = true;
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toNanos(); count > 0 && left > 0; left = end - System.nanoTime()) {
        wait(Math.max(1, left / 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return count == 0;
  }
}
