// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CommitsTest {
  private final ExecutorService writers = Executors.newCachedThreadPool();
  private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch firstBegan = new CountDownLatch(1);
  private final CountDownLatch firstMayEnd = new CountDownLatch(1);

  @AfterEach
  void stop() throws InterruptedException {
    writers.shutdownNow();
    assertThat(writers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoComesDuringACommitSharesTheNext() throws Exception {
    var commits = new Commits(this::slow, 1000);
    var all = startFirstAndWait(commits, 10);
    firstMayEnd.countDown();

    for (var one : all) {
      one.get();
    }
    assertThat(sizes).containsExactly(1, 10);
  }

  @Test
  void aCommitHasAnEnd() throws Exception {
    var commits = new Commits(this::slow, 4);
    var all = startFirstAndWait(commits, 10);
    firstMayEnd.countDown();

    for (var one : all) {
      one.get();
    }
    assertThat(sizes).containsExactly(1, 4, 4, 2);
  }

  @Test
  void aFailureIsToldToAllInThatCommitAndToNoOther() throws Exception {
    var commits =
        new Commits(
            entries -> {
              slow(entries);
              if (entries.size() == 3) {
                throw new MemoryRows.Failed();
              }
            },
            1000);
    var all = startFirstAndWait(commits, 3);
    firstMayEnd.countDown();

    all.get(0).get();
    for (var one : all.subList(1, 4)) {
      assertThatThrownBy(one::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(MemoryRows.Failed.class);
    }
    commits.commit(entry());
    assertThat(sizes).containsExactly(1, 3, 1);
  }

  @Test
  void anInterruptIsKept() throws Exception {
    var commits = new Commits(this::slow, 1000);
    writers.submit(() -> commits.commit(entry()));
    firstBegan.await();
    var interrupted =
        writers.submit(
            () -> {
              Thread.currentThread().interrupt();
              commits.commit(entry());
              return Thread.interrupted();
            });
    awaitWaiting(commits, 1);
    firstMayEnd.countDown();

    assertThat(interrupted.get()).isTrue();
    assertThat(sizes).containsExactly(1, 1);
  }

  /** It would make the rows fail for all in that commit. */
  @Test
  void anInterruptIsNotSeenByWhoWrites() throws Exception {
    var commits =
        new Commits(entries -> assertThat(Thread.currentThread().isInterrupted()).isFalse(), 1000);
    var interrupted =
        writers.submit(
            () -> {
              Thread.currentThread().interrupt();
              commits.commit(entry());
              return Thread.interrupted();
            });

    assertThat(interrupted.get()).isTrue();
  }

  private List<Future<?>> startFirstAndWait(Commits commits, int others) throws Exception {
    var all = new ArrayList<Future<?>>();
    all.add(writers.submit(() -> commits.commit(entry())));
    firstBegan.await();
    for (int i = 1; i <= others; i++) {
      all.add(writers.submit(() -> commits.commit(entry())));
    }
    awaitWaiting(commits, others);
    return all;
  }

  private static void awaitWaiting(Commits commits, int entries) {

    while (commits.waiting() != entries) {
      // the time limit of the class interrupts
      assertThat(Thread.interrupted()).isFalse();
      Thread.yield();
    }
  }

  private void slow(List<Head.Entry> entries) {
    sizes.add(entries.size());
    firstBegan.countDown();
    try {
      firstMayEnd.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Head.Entry entry() {
    var point = new Point(new SeriesName("cpu.used", "%"), 1, 2);
    return new Head.Entry(new Batch(new UUID(1, 1), new UUID(2, 2), List.of(point)), Map.of());
  }
}
