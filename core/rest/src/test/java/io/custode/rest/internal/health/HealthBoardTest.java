// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.spi.health.HealthCheck;
import io.custode.spi.health.HealthCheck.Health;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HealthBoardTest {
  @Test
  void aLateOrThrowingCheckCountsAsDownAndHoldsNobodyUp() {
    var never = new CountDownLatch(1);
    var board =
        new HealthBoard(
            List.of(
                check("database", () -> new Health(true, "ok")),
                check("late", () -> await(never)),
                check("late too", () -> await(never)),
                check("broken", HealthBoardTest::broken)));
    long began = System.nanoTime();
    var parts = board.parts();
    assertThat(System.nanoTime() - began).isLessThan(5_000_000_000L);
    assertThat(parts.get("database").up()).isTrue();
    assertThat(parts.get("late").up()).isFalse();
    assertThat(parts.get("late too").up()).isFalse();
    assertThat(parts.get("broken").up()).isFalse();
    assertThat(parts.get("broken").detail()).doesNotContain("hunter2");
    board.close();
  }

  @Test
  void twoChecksOfOnePartAreUpOnlyTogether() {
    var board =
        new HealthBoard(
            List.of(
                check("node", () -> new Health(false, "one is down")),
                check("node", () -> new Health(true, "ok"))));
    assertThat(board.parts().get("node").up()).isFalse();
    board.close();
  }

  @Test
  void askingOftenKeepsNobodyBusy() {
    var asked = new AtomicInteger();
    var board =
        new HealthBoard(
            List.of(
                check(
                    "database",
                    () -> {
                      asked.incrementAndGet();
                      return new Health(true, "ok");
                    })));
    long began = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      board.parts();
    }
    long seconds = (System.nanoTime() - began) / 1_000_000_000;
    assertThat(asked.get()).isLessThanOrEqualTo((int) seconds + 1);
    board.close();
  }

  private static Health broken() {
    throw new IllegalStateException("hunter2");
  }

  private static Health await(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Health(true, "");
  }

  private static HealthCheck check(String part, Supplier<Health> health) {
    return new HealthCheck() {
      @Override
      public String part() {
        return part;
      }

      @Override
      public Health check() {
        return health.get();
      }
    };
  }
}
