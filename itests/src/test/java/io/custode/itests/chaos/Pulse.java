// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.chaos;

import static org.awaitility.Awaitility.await;

import io.custode.testing.Web;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** How long the core takes to answer a few readers. */
final class Pulse implements AutoCloseable {
  private static final List<String> PATHS =
      List.of("/api/v1/assets", "/api/v1/tenants", "/api/v1/commands");
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int ENOUGH = 60;

  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final ExecutorService threads = Executors.newFixedThreadPool(PATHS.size());

  /** What was answered otherwise than it should. */
  final Queue<String> failed = new ConcurrentLinkedQueue<>();

  Pulse(Web web) {
    PATHS.forEach(path -> threads.submit(() -> read(web, path)));
  }

  private void read(Web web, String path) {
    while (!stop.get()) {
      long begun = System.nanoTime();
      int status = web.get(path).status();
      nanos.add(System.nanoTime() - begun);
      if (status != 200) {
        failed.add(path + " " + status);
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  /**
   * @return milliseconds that 95 of 100 readers waited at most since this was asked last
   */
  long p95() {
    await().atMost(Duration.ofMinutes(1)).until(() -> nanos.size() >= ENOUGH);
    var sorted = nanos.stream().sorted().toList();
    nanos.clear();
    return TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() * 95 / 100));
  }

  /** What was until now does not count. */
  void begin() {
    nanos.clear();
  }

  @Override
  public void close() {
    stop.set(true);
    threads.shutdown();
  }
}
