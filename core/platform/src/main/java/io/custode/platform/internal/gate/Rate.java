// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

/** So many a second, and ten seconds' worth of them at once. */
final class Rate {
  private static final int AT_ONCE = 10;

  private final double perNano;
  private final double most;
  private double left;
  private long at = System.nanoTime();

  Rate(int perSecond) {
    perNano = perSecond / 1e9;
    most = (double) perSecond * AT_ONCE;
    left = most;
  }

  /**
   * @return whether there may be one more now
   */
  synchronized boolean take() {
    long now = System.nanoTime();
    left = Math.min(most, left + (now - at) * perNano);
    at = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
