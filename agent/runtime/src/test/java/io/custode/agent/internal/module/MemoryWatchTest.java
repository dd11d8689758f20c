// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that allocate, and a memory that is said to be full. */
class MemoryWatchTest {
  private static final long SECOND = 1_000_000_000;

  private final Map<Thread, String> owners = new HashMap<>();
  private final List<Worker> workers = new ArrayList<>();
  private boolean full;
  private final MemoryWatch watch = new MemoryWatch(new Owners(), () -> full);
  private long now = System.nanoTime();
  private int stacks;

  @AfterEach
  void end() throws InterruptedException {
    for (var worker : workers) {
      worker.interrupt();
      worker.join();
    }
  }

  @Test
  void itIsOfWhoAllocatedMostWithinAMinute() throws Exception {
    var once = worker("once");
    var leaks = worker("leaks");
    var little = worker("little");
    look(1);
    once.allocate(64 << 20);
    look(1);
    for (int second = 0; second < 120; second++) {
      leaks.allocate(200 << 10);
      little.allocate(1 << 10);
      look(1);
    }
    full = true;
    var most = look(1).orElseThrow();
    assertThat(most.module()).isEqualTo("leaks");
    assertThat(most.bytes()).isBetween(9L << 20, 13L << 20);
    assertThat(most.threads()).containsExactly(leaks);
    assertThat(look(1)).as("it takes some seconds to be rid of it").isEmpty();
    assertThat(look(11).orElseThrow().module()).as("then it is the next").isEqualTo("once");
    assertThat(look(11)).as("who allocates little keeps little").isEmpty();
    assertThat(stacks).as("whose they are is known by the threads").isZero();
  }

  @Test
  void aThreadOfNobodyIsLookedAtOnlyIfItAllocatesMuch() throws Exception {
    var pool = worker(null);
    look(1);
    pool.allocate(100 << 10);
    look(1);
    assertThat(stacks).isZero();
    pool.allocate(2 << 20);
    look(1);
    assertThat(stacks).isEqualTo(1);
    full = true;
    assertThat(look(1).orElseThrow().module()).isEqualTo("by its stack");
  }

  private Optional<MemoryWatch.Most> look(int seconds) {
    return watch.look(now += seconds * SECOND);
  }

  private Worker worker(String owner) throws InterruptedException {
    var worker = new Worker();
    worker.setDaemon(true);
    worker.start();
    worker.allocate(0);
    workers.add(worker);
    if (owner != null) {
      owners.put(worker, owner);
    }
    return worker;
  }

  /** Does nothing but allocate what it is told. */
  private static final class Worker extends Thread {
    private final SynchronousQueue<Integer> sizes = new SynchronousQueue<>();
    private final SynchronousQueue<byte[]> made = new SynchronousQueue<>();

    void allocate(int bytes) throws InterruptedException {
      sizes.put(bytes);
      made.take();
    }

    @Override
    public void run() {
      try {
        while (true) {
          made.put(new byte[sizes.take()]);
        }
      } catch (InterruptedException e) {
        // the test is over
      }
    }
  }

  private final class Owners implements ModuleLoader.Runtime {
    @Override
    public void start(ModuleStore.Kept module) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void stop(String id) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> owner(StackTraceElement[] stack) {
      boolean worker = List.of(stack).toString().contains("MemoryWatchTest$Worker");
      stacks += worker ? 1 : 0;
      return worker ? Optional.of("by its stack") : Optional.empty();
    }

    @Override
    public Optional<String> owner(Thread thread) {
      return Optional.ofNullable(owners.get(thread));
    }
  }
}
