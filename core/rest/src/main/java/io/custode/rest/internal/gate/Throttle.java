// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import io.custode.api.error.TooMany;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** A token bucket per caller: a burst is fine, a lasting flood is not. */
final class Throttle {
  /** Buckets kept at most; beyond it those that are full again are forgotten. */
  private static final int MOST = 20_000;

  private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final LongSupplier nanos;

  /**
   * @param nanos a clock that never goes back
   */
  Throttle(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * @throws TooMany if the caller's bucket is empty
   */
  void take(String caller, int perSecond, int burst) {
    long now = nanos.getAsLong();
    if (buckets.size() > MOST) {
      long idle = Duration.ofSeconds(1 + burst / perSecond).toNanos();
      buckets.values().removeIf(bucket -> now - bucket.at > idle);
    }
    if (!buckets
        .computeIfAbsent(caller, key -> new Bucket(burst, now))
        .take(now, perSecond, burst)) {
      throw new TooMany(
          "You sent more than " + perSecond + " requests per second; this one was not run.",
          Duration.ofSeconds(1));
    }
  }

  /**
   * @return how many callers are remembered
   */
  int size() {
    return buckets.size();
  }

  private static final class Bucket {
    private double tokens;
    private volatile long at;

    Bucket(double tokens, long at) {
      this.tokens = tokens;
      this.at = at;
    }

    synchronized boolean take(long now, int perSecond, int burst) {
      tokens = Math.min(burst, tokens + (now - at) / 1e9 * perSecond);
      at = now;
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }
  }
}
