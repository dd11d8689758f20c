// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import com.sun.management.ThreadMXBean;
import io.custode.api.error.TooMany;
import io.custode.api.plugin.PluginId;
import io.custode.persistence.core.TenantBinding;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what one plugin takes: its calls as they end, its threads each second. */
final class PluginMeter {
  /** Looks in a minute, and in all that are kept. */
  static final int MINUTE = 60;

  private static final int KEPT = 5 * MINUTE;

  private static final ThreadMXBean BEAN = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  /** What a thread had taken when it was looked at last. */
  private record Taken(long cpuNanos, long bytes) {}

  /** Of whoever this thread works for. */
  private static final ThreadLocal<PluginMeter> CURRENT = new ThreadLocal<>();

  private final PluginId plugin;
  private final Rate events;
  private final Rate lines;
  private final LongAdder calls = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder endless = new LongAdder();
  private final LongAdder database = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Map<Thread, Taken> taken = new HashMap<>();
  private final Deque<Use> looks = new ArrayDeque<>();
  private Use base = Use.NONE;
  private long cpuNanos;
  private long bytes;

  PluginMeter(PluginId plugin, Budget budget) {
    this.plugin = plugin;
    this.events = new Rate(budget.events());
    this.lines = new Rate(budget.lines());
  }

  /**
   * @return null if this thread works for no plugin
   */
  static @Nullable PluginMeter current() {
    return CURRENT.get();
  }

  void called() {
    calls.increment();
  }

  void failed() {
    failed.increment();
  }

  void late() {
    late.increment();
  }

  void endless() {
    endless.increment();
  }

  /**
   * It tells an event, or raises an alert.
   *
   * @throws TooMany if it did so too often
   */
  void tells() {
    if (!events.take()) {
      refused.increment();
      throw new TooMany(
          "Plugin " + plugin + " tells more events and alerts than it may; this one is not told.",
          Duration.ofSeconds(1));
    }
  }

  /**
   * It logs a line.
   *
   * @param dropped whether that one is not in the log
   * @return whether the next one may be
   */
  boolean logs(boolean dropped) {
    if (dropped) {
      this.dropped.increment();
    }
    return lines.take();
  }

  /** This thread works for the plugin from now on. */
  void begun(TenantBinding binding) {
    CURRENT.set(this);
    binding.meter(database);
    threads.add(Thread.currentThread());
  }

  void ended(TenantBinding binding) {
    threads.remove(Thread.currentThread());
    binding.meter(null);
    CURRENT.remove();
  }

  /** What threads take that end before the next look is not seen. */
  synchronized void look() {
    taken.keySet().retainAll(threads);
    for (var thread : threads) {
      long cpu = BEAN.getThreadCpuTime(thread.getId());
      long allocated = BEAN.getThreadAllocatedBytes(thread.getId());
      if (cpu >= 0 && allocated >= 0) {
        var before = taken.put(thread, new Taken(cpu, allocated));
        cpuNanos += cpu - (before == null ? 0 : before.cpuNanos());
        bytes += allocated - (before == null ? 0 : before.bytes());
      }
    }
    looks.addLast(now());
    if (looks.size() > KEPT) {
      looks.removeFirst();
    }
  }

  private Use now() {
    return new Use(
        calls.sum(),
        failed.sum(),
        late.sum(),
        endless.sum(),
        cpuNanos,
        bytes,
        database.sum(),
        refused.sum(),
        dropped.sum());
  }

  /**
   * @param count of looks, the last ones
   */
  synchronized Use during(int count) {
    if (looks.isEmpty()) {
      return Use.NONE;
    }
    int skip = looks.size() - 1 - count;
    var from = skip < 0 ? base : looks.stream().skip(skip).findFirst().orElse(base);
    return looks.getLast().minus(from);
  }

  synchronized Use duringAll() {
    return during(KEPT - 1);
  }

  /** What was is over: only what comes counts. */
  synchronized void forget() {
    looks.clear();
    base = now();
  }
}
