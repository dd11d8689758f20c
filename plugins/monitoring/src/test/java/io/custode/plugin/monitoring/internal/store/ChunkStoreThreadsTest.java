// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChunkStoreThreadsTest {
  private static final int WRITERS = 4;
  private static final int WRITES = 300;
  private static final long NOW = 1_790_000_000_000L;
  private static final UUID TENANT = new UUID(1, 1);
  private static final SeriesName NAME = new SeriesName("cpu.used", "%");

  private final MemoryRows rows = new MemoryRows();
  private final ChunkStore store = open();

  /** On another node. */
  private final ChunkStore another = open();

  private final AtomicIntegerArray acknowledged = new AtomicIntegerArray(WRITERS);
  private final AtomicBoolean isOver = new AtomicBoolean();

  private ChunkStore open() {
    return rows.open(Limits.USUAL, ChunkStoreThreadsTest::fail);
  }

  private static void fail(Damaged damage) {
    throw new AssertionError(damage);
  }

  /** Every look sees what was acknowledged before it, be it in memory, on its way or in a chunk. */
  @Test
  void whatIsAcknowledgedIsNeverGoneForAMoment() throws Exception {
    var threads = Executors.newFixedThreadPool(WRITERS + 3);
    var writers = new ArrayList<Future<?>>();
    var others = new ArrayList<Future<?>>();
    try {
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.add(threads.submit(() -> write(writer)));
      }
      others.add(threads.submit(untilOver(() -> store.compact())));
      others.add(threads.submit(untilOver(() -> look(store))));
      others.add(threads.submit(untilOver(() -> look(another))));
      for (var writer : writers) {
        writer.get();
      }
    } finally {
      isOver.set(true);
      threads.shutdown();
    }
    for (var other : others) {
      other.get();
    }

    look(store);
    look(open());
    assertThat(acknowledged.get(0)).isEqualTo(WRITES);
  }

  private Callable<Void> untilOver(Runnable work) {
    return () -> {
      while (!isOver.get()) {
        work.run();
      }
      return null;
    };
  }

  private void write(int writer) {
    for (int i = 0; i < WRITES; i++) {
      var point = new Point(NAME, NOW - 3_000_000 + i * 10_000L, i);
      store.write(List.of(new Batch(TENANT, new UUID(2, writer), List.of(point))), NOW);
      acknowledged.set(writer, i + 1);
    }
  }

  private void look(ChunkStore at) {
    for (int writer = 0; writer < WRITERS; writer++) {
      int before = acknowledged.get(writer);
      for (var series : at.series(TENANT, new UUID(2, writer))) {
        var samples = at.read(series, 0, NOW);
        assertThat(samples.size()).isGreaterThanOrEqualTo(before);
        var hours = at.query(series, NOW - 300 * 86_400_000L, NOW, 1000, NOW).buckets();
        assertThat(hours.stream().mapToLong(Bucket::count).sum()).isGreaterThanOrEqualTo(before);
      }
    }
  }
}
