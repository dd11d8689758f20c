// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Unavailable;
import io.custode.plugin.monitoring.internal.store.Batch;
import io.custode.plugin.monitoring.internal.store.Point;
import io.custode.plugin.monitoring.internal.store.SeriesName;
import io.custode.plugin.monitoring.internal.store.Written;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class IntakeTest {
  private final List<Integer> commits = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch firstBegan = new CountDownLatch(1);
  private final CountDownLatch firstMayEnd = new CountDownLatch(1);
  private final Intake intake = new Intake(this::write, 50_000);

  @AfterEach
  void close() {
    firstMayEnd.countDown();
    intake.close();
  }

  /** The first waits until it may end, one of three fails. */
  private List<Written> write(List<Batch> batches) {
    commits.add(batches.size());
    firstBegan.countDown();
    try {
      firstMayEnd.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    if (batches.size() == 3) {
      throw new IllegalStateException("the disk is full");
    }
    return batches.stream().map(b -> new Written(b.points().size(), 0, 0, 0, 0, 0)).toList();
  }

  private CompletableFuture<Written> add(int points) {
    var point = new Point(new SeriesName("cpu.used", "%"), 1, 2);
    var batch =
        new Batch(
            new UUID(1, 1),
            new UUID(2, 2),
            IntStream.range(0, points).mapToObj(i -> point).toList());
    return intake.add(batch).toCompletableFuture();
  }

  private CompletableFuture<Written> first() throws InterruptedException {
    var first = add(1);
    firstBegan.await();
    return first;
  }

  @Test
  void whatComesDuringACommitSharesTheNext() throws Exception {
    var first = first();
    var others = IntStream.range(0, 10).mapToObj(i -> add(2)).toList();
    assertThat(intake.waiting()).isEqualTo(20);
    firstMayEnd.countDown();

    assertThat(first.get().taken()).isEqualTo(1);
    for (var other : others) {
      assertThat(other.get().taken()).isEqualTo(2);
    }
    assertThat(commits).containsExactly(1, 10);
    assertThat(intake.waiting()).isZero();
  }

  @Test
  void aCommitHasAnEnd() throws Exception {
    first();
    var others = IntStream.range(0, 5).mapToObj(i -> add(8_000)).toList();
    firstMayEnd.countDown();

    for (var other : others) {
      other.get();
    }
    assertThat(commits).containsExactly(1, 2, 2, 1);
  }

  @Test
  void aFailureIsToldToAllInThatCommitAndToNoOther() throws Exception {
    first();
    var others = List.of(add(1), add(1), add(1));
    firstMayEnd.countDown();

    for (var other : others) {
      assertThatThrownBy(other::get).hasMessageContaining("the disk is full");
    }
    assertThat(add(1).get().taken()).isEqualTo(1);
  }

  @Test
  void whoHasNoRoomComesLater() throws Exception {
    first();
    IntStream.range(0, 5).forEach(i -> add(10_000));
    var more = add(1);

    assertThatThrownBy(more::get).hasCauseInstanceOf(Unavailable.class);
    firstMayEnd.countDown();
  }

  @Test
  void whenItClosesTheCommitUnderWayEndsAndTheRestComesLater() throws Exception {
    var first = first();
    var other = add(1);
    var closing = new Thread(intake::close);
    closing.start();
    assertThatThrownBy(() -> other.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(Unavailable.class);
    assertThat(first).isNotDone();
    firstMayEnd.countDown();
    closing.join();

    assertThat(first.get().taken()).isEqualTo(1);
    assertThatThrownBy(add(1)::get).hasCauseInstanceOf(Unavailable.class);
    assertThat(commits).containsExactly(1);
  }
}
