// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import io.custode.api.plugin.PluginId;
import io.custode.persistence.core.TenantBinding;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which a plugin is called. Idle ones end soon: nothing of a plugin stays on them.
 */
final class PluginThreads {
  private static final long IDLE_SECONDS = 15;

  /** One of them. */
  private static final class Own extends Thread {
    private final PluginId plugin;
    private final PluginMeter meter;
    private final TenantBinding binding;

    Own(PluginId plugin, PluginMeter meter, TenantBinding binding, Runnable work) {
      super(work, "plugin-" + plugin);
      this.plugin = plugin;
      this.meter = meter;
      this.binding = binding;
      setDaemon(true);
      setContextClassLoader(PluginThreads.class.getClassLoader());
    }

    @Override
    public void run() {
      meter.begun(binding);
      try {
        super.run();
      } finally {
        meter.ended(binding);
      }
    }
  }

  private final ThreadPoolExecutor pool;

  PluginThreads(
      PluginId plugin, PluginMeter meter, TenantBinding binding, int threads, int waiting) {
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            work -> new Own(plugin, meter, binding, work));
    pool.allowCoreThreadTimeOut(true);
  }

  static boolean isOf(PluginId plugin, Thread thread) {
    return thread instanceof Own own && own.plugin.equals(plugin);
  }

  /**
   * @throws RejectedExecutionException if all are at work and as many calls wait as may
   */
  void execute(Call<?> call) {
    pool.execute(call);
  }

  void end() {
    pool.shutdownNow();
  }
}
