// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import java.util.function.LongSupplier;

/**
 * How many machines may be told to fetch modules: so many a minute, and no more than those of a few
 * seconds at once. Who comes too early asks again.
 */
final class ModulePace {
  private static final long MINUTE = 60_000_000_000L;
  private static final int BURSTS = 6;

  private final LongSupplier nanos;
  private final long each;
  private final long burst;
  private long free;

  /**
   * @param nanos a clock that nobody sets
   */
  ModulePace(int perMinute, LongSupplier nanos) {
    this.nanos = nanos;
    this.each = MINUTE / perMinute;
    this.burst = Math.max(each, MINUTE / BURSTS);
    this.free = nanos.getAsLong() - burst;
  }

  synchronized boolean take() {
    long now = nanos.getAsLong();
    free = Math.max(free, now - burst);
    if (free + each - now > 0) {
      return false;
    }
    free += each;
    return true;
  }
}
