// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal;

import io.custode.api.error.Unavailable;
import io.custode.plugin.monitoring.internal.store.Batch;
import io.custode.plugin.monitoring.internal.store.Written;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Group commit: what comes within a moment is one commit. So many agents cost one write, and who
 * brings a batch need not wait for it.
 */
final class Intake implements AutoCloseable {
  /** From the start of one commit to the next: no agent minds. */
  private static final Duration MOMENT = Duration.ofMillis(100);

  /** Of one commit, unless a single batch has more. */
  private static final int MOST_VALUES = 20_000;

  private static final Duration LATER = Duration.ofSeconds(10);
  private static final Duration LAST_COMMIT = Duration.ofSeconds(10);

  private record Waiting(Batch batch, CompletableFuture<Written> told) {
    int size() {
      return batch.points().size();
    }
  }

  private final Function<List<Batch>, List<Written>> writer;
  private final int room;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Thread thread = new Thread(this::run, "monitoring-log");
  private int values;
  private boolean isClosed;

  /**
   * @param writer makes one commit, and says what became of each batch; called by one thread
   * @param room for values that wait
   */
  Intake(Function<List<Batch>, List<Written>> writer, int room) {
    this.writer = writer;
    this.room = room;
    thread.start();
  }

  /**
   * @return ends when the batch is durable; with a failure if it may not be
   */
  synchronized CompletionStage<Written> add(Batch batch) {
    var one = new Waiting(batch, new CompletableFuture<>());
    if (isClosed || values + one.size() > room) {
      one.told.completeExceptionally(new Unavailable("The store of metrics is too busy.", LATER));
    } else {
      waiting.addLast(one);
      values += one.size();
      notifyAll();
    }
    return one.told;
  }

  /** How many values wait. */
  synchronized int waiting() {
    return values;
  }

  private void run() {
    try {
      for (var group = next(); !group.isEmpty(); group = next()) {
        long began = System.nanoTime();
        write(group);
        rest(began + MOMENT.toNanos());
      }
    } catch (InterruptedException e) {
      // the platform ends what the plugin left behind
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for some; none when it is closed. */
  private synchronized List<Waiting> next() throws InterruptedException {
    while (waiting.isEmpty() && !isClosed) {
      wait();
    }
    var group = new ArrayList<Waiting>();
    int size = 0;
    while (!waiting.isEmpty()
        && !isClosed
        && (group.isEmpty() || size + waiting.getFirst().size() <= MOST_VALUES)) {
      group.add(waiting.removeFirst());
      size += group.get(group.size() - 1).size();
    }
    values -= size;
    return group;
  }

  private synchronized void rest(long until) throws InterruptedException {
    for (long left = until - System.nanoTime();
        left > 0 && values < MOST_VALUES && !isClosed;
        left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private void write(List<Waiting> group) {
    try {
      var written = writer.apply(group.stream().map(Waiting::batch).toList());
      for (int i = 0; i < group.size(); i++) {
        group.get(i).told.complete(written.get(i));
      }
    } catch (RuntimeException | Error e) {
      group.forEach(one -> one.told.completeExceptionally(e));
    }
  }

  /** Ends the commit that is under way; what waits behind it is told to come later. */
  @Override
  public void close() {
    var left = leave();
    left.forEach(
        one ->
            one.told.completeExceptionally(
                new Unavailable("The store of metrics is closed.", LATER)));
    try {
      thread.join(LAST_COMMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<Waiting> leave() {
    isClosed = true;
    notifyAll();
    var left = List.copyOf(waiting);
    waiting.clear();
    values = 0;
    return left;
  }
}
