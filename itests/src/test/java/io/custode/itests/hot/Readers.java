// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.testing.Web;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Connections that read until told to stop. */
public final class Readers implements AutoCloseable {
  final AtomicInteger answered = new AtomicInteger();
  final AtomicLong longestMillis = new AtomicLong();

  /** What was not answered as it should be. */
  public final List<String> failed = new CopyOnWriteArrayList<>();

  /** What may be answered; anything if nothing is named. */
  private volatile Set<String> bodies = Set.of();

  private final AtomicBoolean stop = new AtomicBoolean();
  private final ExecutorService threads;

  private static final List<String> CORE =
      List.of("/api/v1/assets", "/api/v1/tenants", "/health", "/api/v1/commands");

  /** That many of one person's, each with one path in turn. */
  public Readers(Web web, int many, String... paths) {
    threads = Executors.newFixedThreadPool(many);
    for (int i = 0; i < many; i++) {
      var path = paths[i % paths.length];
      threads.submit(() -> read(web, path));
    }
  }

  /**
   * @return what the core has to read, and more
   */
  static String[] and(String... more) {
    return Stream.concat(CORE.stream(), Stream.of(more)).toArray(String[]::new);
  }

  /** Anything else that they are answered from now on is a failure. */
  public Readers seeing(String... may) {
    bodies = Set.of(may);
    return this;
  }

  private void read(Web web, String path) {
    while (!stop.get()) {
      // twenty of one person's at full speed would meet the throttle, which is not asked here
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
      try {
        long begun = System.nanoTime();
        var answer = web.get(path);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        longestMillis.accumulateAndGet(took, Math::max);
        answered.incrementAndGet();
        var may = bodies;
        if (answer.status() != 200 || !(may.isEmpty() || may.contains(answer.body()))) {
          failed.add(path + " " + answer.status() + " " + answer.body());
        }
      } catch (RuntimeException e) {
        failed.add(path + " " + e);
      }
    }
  }

  @Override
  public void close() {
    stop.set(true);
    threads.shutdown();
    try {
      assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
