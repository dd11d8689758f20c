// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.error.TooMany;
import io.custode.api.error.Unavailable;
import io.custode.api.plugin.PluginId;
import io.custode.persistence.core.TenantBinding;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.access.Caller;
import io.custode.platform.internal.access.Callers;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedCallsTest {
  private static final PluginId ACME = PluginId.of("acme");
  private static final PluginId OTHER = PluginId.of("other");
  private static final TenantBinding.Binding BOUND =
      new TenantBinding.Binding("t", "viewer", false);

  private final Callers callers = new Callers();
  private final Bindings bindings = new Bindings();
  private final WorkGate gate = new WorkGate();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private BoundedCalls calls = calls(Duration.ofSeconds(20));

  private BoundedCalls calls(Duration longest) {
    return new BoundedCalls(
        callers, bindings, gate, 2, 1, longest, PatientCalls.BUDGET, new Suspect(null));
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
    calls.stop();
  }

  private void hasty() {
    calls.stop();
    calls = calls(Duration.ofMillis(100));
  }

  @Test
  void runsOnThreadsOfThePluginAsWhoeverCalls() throws Exception {
    var who = Platform.technician("tech", "acme.note.read");
    var here = Thread.currentThread();
    callers.with(
        new Caller(who, "rest"),
        () ->
            bindings.bind(
                BOUND,
                () ->
                    calls.get(
                        "acme",
                        () -> {
                          assertThat(Thread.currentThread())
                              .isNotEqualTo(here)
                              .extracting(Thread::getName)
                              .isEqualTo("plugin-acme");
                          assertThat(callers.current()).isEqualTo(who);
                          assertThat(callers.caller().orElseThrow().door()).isEqualTo("rest");
                          assertThat(bindings.current()).isEqualTo(BOUND);
                          return true;
                        })));
    // the same thread has nothing of it any more
    for (int i = 0; i < 4; i++) {
      calls.get(
          "acme",
          () -> {
            assertThat(callers.caller()).isEmpty();
            assertThat(bindings.current()).isNull();
            return true;
          });
    }
  }

  @Test
  void whatIsCoresRunsWhereItIs() {
    assertThat(calls.<Thread>get("core", Thread::currentThread)).isEqualTo(Thread.currentThread());
  }

  @Test
  void whatItThrowsIsThrown() {
    assertThatThrownBy(
            () ->
                calls.get(
                    "acme",
                    () -> {
                      throw new NotFound("note", "7");
                    }))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(
            () ->
                calls.get(
                    "acme",
                    () -> {
                      throw new NoClassDefFoundError("x");
                    }))
        .isInstanceOf(NoClassDefFoundError.class);
  }

  /** Else a plugin that calls itself would wait for threads that wait for it. */
  @Test
  void whatAPluginCallsOfItsOwnRunsOnTheSameThread() {
    var inner =
        calls.<List<Thread>>get(
            "acme",
            () ->
                List.of(
                    Thread.currentThread(),
                    calls.<Thread>get("acme", Thread::currentThread),
                    calls.<Thread>get("other", Thread::currentThread)));
    assertThat(inner.get(1)).isEqualTo(inner.get(0));
    assertThat(inner.get(2)).isNotEqualTo(inner.get(0));
  }

  /** Two are at work and one waits: the fourth is refused at once, and nobody else notices. */
  @Test
  void oneThatIsBusyTakesNoThreadOfAnothers() throws Exception {
    var go = new CountDownLatch(1);
    var begun = new CountDownLatch(2);
    var under = new ArrayList<Future<?>>();
    for (int i = 0; i < 3; i++) {
      under.add(
          threads.submit(
              () ->
                  calls.call(
                      ACME,
                      () -> {
                        begun.countDown();
                        go.await();
                        return true;
                      })));
      if (i == 1) {
        begun.await();
      }
    }
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> calls.call(ACME, () -> true))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("nothing was run"));
    assertThat(calls.call(OTHER, () -> "works")).isEqualTo("works");
    go.countDown();
    for (var one : under) {
      one.get();
    }
    assertThat(calls.call(ACME, () -> "again")).isEqualTo("again");
  }

  @Test
  void whatWaitedTooLongForAThreadNeverRuns() throws Exception {
    hasty();
    var go = new CountDownLatch(1);
    var ran = new AtomicBoolean();
    for (int i = 0; i < 2; i++) {
      threads.submit(() -> calls.call(ACME, () -> uninterruptibly(go)));
    }
    await().until(() -> stuck() == 2);
    assertThatThrownBy(
            () ->
                calls.call(
                    ACME,
                    () -> {
                      ran.set(true);
                      return true;
                    }))
        .isInstanceOf(Unavailable.class);
    go.countDown();
    await().untilAsserted(() -> assertThat(calls.call(ACME, () -> "again")).isEqualTo("again"));
    assertThat(ran).isFalse();
  }

  private static long stuck() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("plugin-acme"))
        .filter(thread -> thread.getState() == Thread.State.WAITING)
        .filter(
            thread ->
                List.of(thread.getStackTrace()).stream()
                    .anyMatch(at -> at.getMethodName().equals("uninterruptibly")))
        .count();
  }

  @Test
  void whatTakesTooLongIsInterrupted() {
    hasty();
    var interrupted = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                calls.call(
                    ACME,
                    () -> {
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                      }
                      return true;
                    }))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("did not answer")
        .extracting(e -> ((Problem) e).name())
        .isEqualTo("plugin-too-slow");
    await().until(() -> interrupted.getCount() == 0);
  }

  @Test
  void whatHearsNoInterruptionIsStopped() throws Exception {
    hasty();
    var thread = new AtomicReference<Thread>();
    var spins = new AtomicLong();
    assertThatThrownBy(
            () ->
                calls.call(
                    ACME,
                    () -> {
                      thread.set(Thread.currentThread());
                      while (spins.incrementAndGet() > 0) {
                        Thread.interrupted();
                      }
                      return true;
                    }))
        .isInstanceOf(Problem.class);
    await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !thread.get().isAlive());
    long then = spins.get();
    assertThat(calls.call(ACME, () -> "again")).isEqualTo("again");
    assertThat(spins).hasValue(then);
  }

  @Test
  void whoCallsIsInterruptedAndTheWorkWithHim() throws Exception {
    var begun = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var caller =
        new Thread(
            () -> {
              try {
                calls.call(
                    ACME,
                    () -> {
                      begun.countDown();
                      new CountDownLatch(1).await();
                      return true;
                    });
              } catch (InterruptedException e) {
                interrupted.countDown();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    caller.start();
    begun.await();
    caller.interrupt();
    caller.join(20_000);
    assertThat(interrupted.getCount()).isZero();
    for (int i = 0; i < 2; i++) {
      assertThat(calls.call(ACME, () -> Thread.currentThread().isInterrupted())).isFalse();
    }
  }

  @Test
  void whatComputesTooMuchIsToldOfOnce() throws Exception {
    calls.stop();
    calls =
        new BoundedCalls(
            callers,
            bindings,
            gate,
            2,
            1,
            Duration.ofSeconds(20),
            PatientCalls.budget(1, 4000, 100, 100),
            new Suspect(null));
    var told = new CopyOnWriteArrayList<String>();
    calls.watchers = List.of((plugin, reason) -> told.add(plugin + ": " + reason));
    calls.call(OTHER, () -> 1);
    calls.look();
    assertThat(told).isEmpty();

    long spins = calls.call(ACME, () -> compute(Duration.ofMillis(1100)));
    calls.look();
    calls.look();
    assertThat(spins).isPositive();
    assertThat(told).hasSize(1).allMatch(line -> line.startsWith("acme: It computed for 1 sec"));
  }

  private static long compute(Duration atLeast) {
    var bean = ManagementFactory.getThreadMXBean();
    long end = bean.getCurrentThreadCpuTime() + atLeast.toNanos();
    long spins = 0;
    while (bean.getCurrentThreadCpuTime() < end) {
      spins++;
    }
    return spins;
  }

  /** A job's thread is its own, and what it takes counts all the same. */
  @Test
  void whatAllocatesTooMuchIsToldOf() throws Exception {
    calls.stop();
    calls =
        new BoundedCalls(
            callers,
            bindings,
            gate,
            2,
            1,
            Duration.ofSeconds(20),
            PatientCalls.budget(100, 64, 100, 100),
            new Suspect(null));
    var told = new CopyOnWriteArrayList<String>();
    calls.watchers = List.of((plugin, reason) -> told.add(plugin + ": " + reason));
    var garbage = new AtomicReference<byte[]>();
    var job =
        new Thread(
            () -> {
              try {
                calls.counted(
                    "acme",
                    () -> {
                      for (int i = 0; i < 70; i++) {
                        garbage.set(new byte[1 << 20]);
                      }
                      calls.look();
                    });
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    job.start();
    job.join(20_000);
    assertThat(told).hasSize(1).allMatch(line -> line.contains("it may 64"));
  }

  @Test
  void whatAlwaysFailsOrIsAlwaysLateIsToldOf() {
    calls.stop();
    calls =
        new BoundedCalls(
            callers,
            bindings,
            gate,
            2,
            1,
            Duration.ofSeconds(20),
            PatientCalls.budget(100, 4000, 2, 5),
            new Suspect(null));
    var told = new CopyOnWriteArrayList<String>();
    calls.watchers = List.of((plugin, reason) -> told.add(plugin + ": " + reason));
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(
              () ->
                  calls.call(
                      OTHER,
                      () -> {
                        throw new IllegalStateException("always");
                      }))
          .isInstanceOf(IllegalStateException.class);
      // a refusal is no failure
      assertThatThrownBy(
              () ->
                  calls.call(
                      ACME,
                      () -> {
                        throw new NotFound("note", "7");
                      }))
          .isInstanceOf(NotFound.class);
    }
    calls.look();
    assertThat(told).containsExactly("other: 6 of 6 calls failed within a minute.");
    for (int i = 0; i < 2; i++) {
      var soon = Duration.ofMillis(50);
      assertThatThrownBy(
              () -> calls.call(ACME, soon, () -> new CountDownLatch(1).await(9, SECONDS)))
          .isInstanceOf(Problem.class);
    }
    calls.look();
    assertThat(told)
        .hasSize(2)
        .last()
        .asString()
        .startsWith("acme: 2 calls of it had to be ended within five minutes");
  }

  /** A second's worth is told at once, what is more is refused, and who goes on is told of. */
  @Test
  void whoTellsTooMuchIsRefusedAndToldOf() throws Exception {
    var told = budgeted(new Budget(100, 4000, 100, 100, 100, 1, 50, 100, 100));
    var refused =
        calls.call(
            ACME,
            () -> {
              int count = 0;
              for (int i = 0; i < 100; i++) {
                try {
                  calls.tells();
                } catch (TooMany e) {
                  count++;
                }
              }
              return count;
            });
    assertThat(refused).isBetween(50, 90);
    // core tells as much as it has to
    IntStream.range(0, 100).forEach(i -> calls.tells());
    calls.look();
    assertThat(told)
        .containsExactly(
            "acme: Beyond 1 a second, it told "
                + refused
                + " events and alerts within a minute; it may 50.");
  }

  @Test
  void linesThatAreNotInTheLogAreToldOf() throws Exception {
    var told = budgeted(new Budget(100, 4000, 100, 100, 100, 100, 100, 1, 50));
    var lines = new PluginLines(calls, bundle -> null);
    var written = new Line(Map.of());
    var dropped = new Line(Map.of(PluginLines.FLOOD, "yes"));
    calls.call(
        ACME,
        () -> {
          IntStream.range(0, 20).forEach(i -> lines.doAppend(written));
          IntStream.range(0, 60).forEach(i -> lines.doAppend(dropped));
          return true;
        });
    // core's own are never counted
    IntStream.range(0, 60).forEach(i -> lines.doAppend(dropped));
    calls.look();
    assertThat(told)
        .containsExactly("acme: Beyond 1 a second, it logged 60 lines within a minute; it may 50.");
  }

  @Test
  void aPluginMayLogTenSecondsWorthAtOnce() {
    budgeted(new Budget(100, 4000, 100, 100, 100, 100, 100, 1, 50));
    var meter = calls.meter(ACME);
    assertThat(IntStream.range(0, 100).filter(i -> meter.logs(false)).count()).isBetween(10L, 20L);
  }

  @Test
  void whoAllocatesMostIsWrittenDownForTheNextStart(@TempDir Path home) throws Exception {
    calls.stop();
    Files.createDirectory(home.resolve("data"));
    calls =
        new BoundedCalls(
            callers,
            bindings,
            gate,
            2,
            1,
            Duration.ofSeconds(20),
            PatientCalls.BUDGET,
            new Suspect(home, 10 << 20));
    var file = home.resolve("data").resolve("memory-suspect");
    calls.call(OTHER, () -> new byte[1 << 20]);
    calls.look();
    assertThat(file).doesNotExist();
    calls.call(ACME, () -> new byte[20 << 20]);
    calls.look();
    assertThat(file).content().matches("acme 2[0-9]\n");
  }

  private List<String> budgeted(Budget budget) {
    calls.stop();
    calls =
        new BoundedCalls(
            callers, bindings, gate, 2, 1, Duration.ofSeconds(20), budget, new Suspect(null));
    var told = new CopyOnWriteArrayList<String>();
    calls.watchers = List.of((plugin, reason) -> told.add(plugin + ": " + reason));
    return told;
  }

  /** Neither an interruption nor its death reaches a thread that waits for a monitor. */
  @Test
  void oneThatCanBeEndedByNothingIsToldOf() {
    hasty();
    var told = new CopyOnWriteArrayList<String>();
    calls.watchers = List.of((plugin, reason) -> told.add(plugin + ": " + reason));
    var monitor = new Object();
    synchronized (monitor) {
      assertThatThrownBy(
              () ->
                  calls.call(
                      ACME,
                      () -> {
                        synchronized (monitor) {
                          return true;
                        }
                      }))
          .isInstanceOf(Problem.class);
      await()
          .dontCatchUncaughtExceptions()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                calls.look();
                assertThat(told).hasSize(1);
              });
      assertThat(new RestartNeeded(calls).said().orElseThrow().text())
          .contains("RESTART", "1 of plugin acme");
    }
    assertThat(told.get(0)).startsWith("acme: 1 of its threads can be ended by nothing");
    await().dontCatchUncaughtExceptions().until(() -> new RestartNeeded(calls).said().isEmpty());
  }

  /** What it began on a plugin's behalf may go on while that plugin is held. */
  @Test
  void whatIsUnderWayIsInsideOnItsNewThreadToo() {
    var inner =
        gate.run(
            "acme",
            () -> {
              gate.hold(ACME);
              return calls.get("acme", () -> gate.run("acme", () -> "inner"));
            });
    assertThat(inner).isEqualTo("inner");
  }

  private static boolean uninterruptibly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return true;
      } catch (InterruptedException e) {
        // it does not listen
      }
    }
  }
}
