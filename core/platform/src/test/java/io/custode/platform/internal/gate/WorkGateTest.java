// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.error.Unavailable;
import io.custode.api.plugin.PluginId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkGateTest {
  private static final PluginId ACME = PluginId.of("acme");
  private static final Duration LONG = Duration.ofSeconds(20);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final WorkGate gate = new WorkGate(LONG);

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void whatIsNotHeldPasses() {
    assertThat(gate.run("acme", () -> "done")).isEqualTo("done");
    assertThat(gate.tryEnter("acme")).isTrue();
    gate.leave("acme");
    assertThat(gate.drain(ACME, Duration.ZERO)).isTrue();
  }

  @Test
  void aCommandWaitsUntilThePluginHasChanged() throws Exception {
    gate.hold(ACME);
    var command = threads.submit(() -> gate.run("acme", () -> "done"));

    assertThat(gate.run("other", () -> "passes")).isEqualTo("passes");
    assertThat(gate.tryEnter("acme")).isFalse();
    assertThat(command.isDone()).isFalse();

    gate.open(ACME);
    assertThat(command.get()).isEqualTo("done");
  }

  @Test
  void aCommandDoesNotWaitForEver() {
    var hasty = new WorkGate(Duration.ofMillis(30));
    hasty.hold(ACME);

    assertThatThrownBy(() -> hasty.run("acme", () -> "done"))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("was not run");
  }

  @Test
  void oneOfAHundredAndOneIsRefusedAtOnce() throws Exception {
    gate.hold(ACME);
    var all = new ArrayList<Future<String>>();
    for (int i = 0; i < 101; i++) {
      all.add(threads.submit(() -> gate.run("acme", () -> "done")));
    }
    await().until(() -> all.stream().anyMatch(Future::isDone));

    gate.open(ACME);
    int refused = 0;
    for (var one : all) {
      try {
        one.get();
      } catch (java.util.concurrent.ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(Unavailable.class);
        refused++;
      }
    }
    assertThat(refused).isEqualTo(1);
  }

  @Test
  void whatIsUnderWayIsWaitedFor() throws Exception {
    var end = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var command =
        threads.submit(
            () ->
                gate.run(
                    "acme",
                    () -> {
                      begun.countDown();
                      return quietly(end);
                    }));
    begun.await();
    gate.hold(ACME);

    assertThat(gate.drain(ACME, Duration.ofMillis(30))).isFalse();
    end.countDown();
    assertThat(gate.drain(ACME, LONG)).isTrue();
    assertThat(command.get()).isTrue();
  }

  /** Else it would wait for the very change that waits for it. */
  @Test
  void whatIsUnderWayMayRunMoreOfItsOwn() throws Exception {
    var held = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var outer =
        threads.submit(
            () ->
                gate.run(
                    "acme",
                    () -> {
                      begun.countDown();
                      quietly(held);
                      return gate.run("acme", () -> "inner");
                    }));
    begun.await();
    gate.hold(ACME);
    held.countDown();

    assertThat(gate.drain(ACME, LONG)).isTrue();
    assertThat(outer.get()).isEqualTo("inner");
    assertThat(gate.tryEnter("acme")).isFalse();
  }

  private static boolean quietly(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
