// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.module;

import com.sun.management.ThreadMXBean;
import io.custode.agent.internal.Log;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Finds who fills the agent's memory, before it is so full that the agent ends: each second, what
 * threads have allocated since is charged to the modules that they work for, and within about a
 * minute forgotten. When what is kept leaves no room, it is taken to be of who allocated most.
 */
final class MemoryWatch {
  private static final Log LOG = Log.of("modules");
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final double FORGOTTEN = Duration.ofMinutes(1).toNanos();

  /** So much is worth a look at a thread's stack, if it is not known whose it is. */
  private static final long MUCH = 1 << 20;

  /** Who allocated less cannot be told from one who keeps nothing. */
  private static final long LEAST = 1 << 18;

  /** After somebody was found: so long it takes to be rid of him, and of what he kept. */
  private static final long RID = Duration.ofSeconds(10).toNanos();

  /** After nobody was. */
  private static final long REST = Duration.ofMinutes(1).toNanos();

  /** Who allocated most, and what goes on with it. */
  record Most(String module, long bytes, List<Thread> threads) {
    String reason() {
      return "The agent's memory was full ("
          + Runtime.getRuntime().maxMemory() / MUCH
          + " MiB for all), and this module had allocated most within a minute: "
          + bytes / 1024
          + " KiB. It has to keep less.";
    }

    /** What fills it may go on. */
    void interrupt() {
      threads.forEach(Thread::interrupt);
    }

    /** A thread that worked for it and will for others would keep all that it kept. */
    void release() {
      threads.forEach(each -> each.setContextClassLoader(MemoryWatch.class.getClassLoader()));
    }
  }

  /** Management that only modules need is loaded with the first of them. */
  private static final class Bean {
    static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  }

  private final ModuleLoader.Runtime modules;
  private final BooleanSupplier full;
  private final Map<String, Double> allocated = new HashMap<>();
  private Map<Long, Long> before = Map.of();
  private long lookedAt;
  private long restUntil;

  /**
   * @param full whether what is kept leaves no room; asked each second
   */
  MemoryWatch(ModuleLoader.Runtime modules, BooleanSupplier full) {
    this.modules = modules;
    this.full = full;
    lookedAt = restUntil = System.nanoTime() - SECOND;
  }

  /**
   * @return whom the memory is full of, if it is
   */
  Optional<Most> look(long nanos) {
    if (nanos - lookedAt < SECOND) {
      return Optional.empty();
    }
    charge(nanos - lookedAt);
    lookedAt = nanos;
    if (nanos - restUntil < 0 || !full.getAsBoolean()) {
      return Optional.empty();
    }
    var most =
        allocated.entrySet().stream()
            .filter(module -> module.getValue() >= LEAST)
            .max(Map.Entry.comparingByValue())
            .map(module -> most(module.getKey(), module.getValue().longValue()));
    if (most.isPresent()) {
      allocated.remove(most.get().module());
    } else {
      LOG.warn("The memory is nearly full, and no module allocates much");
    }
    restUntil = nanos + (most.isPresent() ? RID : REST);
    return most;
  }

  private Most most(String module, long bytes) {
    var its =
        Arrays.stream(threads())
            .filter(thread -> owner(thread, MUCH).filter(module::equals).isPresent())
            .toList();
    return new Most(module, bytes, its);
  }

  /** What was before the first look is nobody's; threads that end before the next are not seen. */
  private void charge(long nanos) {
    double kept = Math.exp(-nanos / FORGOTTEN);
    allocated.replaceAll((module, bytes) -> bytes * kept);
    var threads = threads();
    var ids = Arrays.stream(threads).mapToLong(Thread::getId).toArray();
    var bytes = Bean.THREADS.getThreadAllocatedBytes(ids);
    boolean first = before.isEmpty();
    var now = new HashMap<Long, Long>();
    for (int i = 0; i < ids.length; i++) {
      if (bytes[i] >= 0) { // else it has ended
        long grown = first ? 0 : bytes[i] - before.getOrDefault(ids[i], 0L);
        owner(threads[i], grown)
            .ifPresent(module -> allocated.merge(module, (double) grown, Double::sum));
        now.put(ids[i], bytes[i]);
      }
    }
    before = now;
  }

  private Optional<String> owner(Thread thread, long grown) {
    if (grown <= 0) {
      return Optional.empty();
    }
    var owner = modules.owner(thread);
    return owner.isPresent() || grown < MUCH ? owner : modules.owner(thread.getStackTrace());
  }

  private static Thread[] threads() {
    var group = Thread.currentThread().getThreadGroup();
    for (var above = group.getParent(); above != null; above = above.getParent()) {
      group = above;
    }
    var threads = new Thread[group.activeCount() + 8]; // some may begin meanwhile
    return Arrays.copyOf(threads, group.enumerate(threads));
  }
}
