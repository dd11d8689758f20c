// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentLanesTest {
  private final AgentLanes lanes = new AgentLanes(3, 1000, 5000);

  @AfterEach
  void close() {
    lanes.close();
  }

  @Test
  void workOfOneAgentRunsInOrderAndOneAtATime() {
    Map<String, List<Integer>> done = new ConcurrentHashMap<>();
    var atOnce = new ConcurrentHashMap<String, AtomicInteger>();
    var overlaps = new AtomicInteger();
    for (int i = 0; i < 500; i++) {
      int number = i;
      for (var agent : List.of("a", "b", "c", "d", "e")) {
        assertThat(
                lanes.submit(
                    agent,
                    () -> {
                      var inside = atOnce.computeIfAbsent(agent, k -> new AtomicInteger());
                      if (inside.incrementAndGet() > 1) {
                        overlaps.incrementAndGet();
                      }
                      done.computeIfAbsent(agent, k -> new CopyOnWriteArrayList<>()).add(number);
                      inside.decrementAndGet();
                    }))
            .isTrue();
      }
    }
    var expected = new ArrayList<Integer>();
    for (int i = 0; i < 500; i++) {
      expected.add(i);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(done)
                    .hasSize(5)
                    .allSatisfy((agent, all) -> assertThat(all).isEqualTo(expected)));
    assertThat(overlaps).hasValue(0);
  }

  @Test
  void aFailureHoldsNobodyUp() {
    var done = new AtomicInteger();
    lanes.submit(
        "a",
        () -> {
          throw new IllegalStateException("expected by this test");
        });
    lanes.submit("a", done::incrementAndGet);
    await().until(() -> done.get() == 1);
  }

  @Test
  void anAgentThatHasTooMuchWaitingIsRefusedAndTheOthersAreNot() throws Exception {
    var small = new AgentLanes(1, 3, 100);
    var go = new CountDownLatch(1);
    var started = new CountDownLatch(1);
    try {
      small.submit(
          "a",
          () -> {
            started.countDown();
            try {
              go.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      started.await();
      assertThat(small.submit("a", () -> {})).isTrue();
      assertThat(small.submit("a", () -> {})).isTrue();
      assertThat(small.submit("a", () -> {})).isFalse();
      var other = new AtomicInteger();
      assertThat(small.submit("b", other::incrementAndGet)).isTrue();
      go.countDown();
      await().until(() -> other.get() == 1);
      assertThat(small.submit("a", () -> {})).isTrue();
    } finally {
      go.countDown();
      small.close();
    }
  }
}
