// SPDX-License-Identifier: Apache-2.0
package io.custode.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Counts what the fleet sees. */
final class Tally {
  private final List<Long> connects = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger welcomed = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger measured = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicInteger acted = new AtomicInteger();
  private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
  private volatile int metricSeconds = 15;

  void connected(long nanos) {
    connects.add(nanos);
  }

  void welcomed(int seconds) {
    metricSeconds = seconds;
    welcomed.incrementAndGet();
  }

  void failed(String why) {
    firstFailure.compareAndSet(null, why);
    failed.incrementAndGet();
  }

  void lost() {
    lost.incrementAndGet();
  }

  void measured() {
    measured.incrementAndGet();
  }

  void acknowledged() {
    acknowledged.incrementAndGet();
  }

  /** Said again, for nobody acknowledged it. */
  void repeated() {
    repeated.incrementAndGet();
  }

  void acted() {
    acted.incrementAndGet();
  }

  int connectedCount() {
    return connects.size();
  }

  int welcomedCount() {
    return welcomed.get();
  }

  int failedCount() {
    return failed.get();
  }

  int measuredCount() {
    return measured.get();
  }

  int acknowledgedCount() {
    return acknowledged.get();
  }

  int metricSeconds() {
    return metricSeconds;
  }

  /** Milliseconds at a share of all connects, 0 to 1. */
  double connectMillis(double share) {
    List<Long> sorted;
    synchronized (connects) {
      sorted = new ArrayList<>(connects);
    }
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    Collections.sort(sorted);
    int at = (int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size()));
    return sorted.get(at) / 1e6;
  }

  String troubles() {
    return "%d failed%s, %d lost, %d batches said again, %d actions done"
        .formatted(
            failed.get(),
            firstFailure.get() == null ? "" : " (first: " + firstFailure.get() + ")",
            lost.get(),
            repeated.get(),
            acted.get());
  }

  /** Waits until so many are counted, or it takes too long. */
  boolean await(IntSupplier count, int many, int seconds) throws InterruptedException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (count.getAsInt() + failed.get() < many) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }
}
