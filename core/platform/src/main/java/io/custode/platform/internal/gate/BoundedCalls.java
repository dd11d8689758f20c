// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import io.custode.api.error.Problem;
import io.custode.api.error.TooMany;
import io.custode.api.error.Unavailable;
import io.custode.api.plugin.PluginId;
import io.custode.core.call.BudgetWatch;
import io.custode.core.call.PluginBudgets;
import io.custode.core.call.PluginCalls;
import io.custode.core.call.PluginUse;
import io.custode.persistence.core.TenantBinding;
import io.custode.platform.internal.access.Callers;
import io.custode.platform.internal.access.PluginHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of all plugins, and the end of what takes too long on them. */
@Component(
    service = {BoundedCalls.class, PluginCalls.class, PluginBudgets.class},
    configurationPid = "io.custode.platform.calls")
@Designate(ocd = BoundedCalls.Config.class)
public final class BoundedCalls implements PluginCalls, PluginBudgets {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedCalls.class);

  /** Between the polite and the last means, and until that counts as failed too. */
  private static final long GRACE_MILLIS = 2000;

  /** As {@link PluginMeter} counts. */
  private static final long LOOK_SECONDS = 60 / PluginMeter.MINUTE;

  /** How much of a plugin runs at once. */
  @ObjectClassDefinition(name = "Calls of plugins")
  public @interface Config {
    @AttributeDefinition(name = "Threads of each plugin", min = "1", max = "64")
    int threads() default 16;

    @AttributeDefinition(name = "Calls that wait for one of them", min = "1", max = "1000")
    int waiting() default 64;

    @AttributeDefinition(name = "Seconds that a call takes at most", min = "1", max = "600")
    int seconds() default 30;

    @AttributeDefinition(name = "Seconds that a plugin computes in a minute", min = "1")
    int cpuSecondsAMinute() default 45;

    @AttributeDefinition(name = "MiB that a plugin allocates in a minute", min = "1")
    int mebibytesAMinute() default 20 * 1024;

    @AttributeDefinition(
        name = "Seconds that a plugin's transactions hold connections of the database in a minute",
        min = "1")
    int databaseSecondsAMinute() default 240;

    @AttributeDefinition(name = "Events and alerts that a plugin tells in a second", min = "1")
    int eventsASecond() default 500;

    @AttributeDefinition(name = "Events and alerts that are refused in a minute", min = "1")
    int refused() default 1000;

    @AttributeDefinition(name = "Lines that a plugin logs in a second", min = "1")
    int linesASecond() default 100;

    @AttributeDefinition(name = "Lines that are dropped in a minute", min = "1")
    int dropped() default 10_000;

    @AttributeDefinition(name = "Calls that are ended in five minutes", min = "1")
    int late() default 5;

    @AttributeDefinition(name = "Calls that fail in a minute, if they are most", min = "1")
    int failed() default 50;
  }

  private final Callers callers;
  private final TenantBinding binding;
  private final WorkGate gate;
  private final int threads;
  private final int waiting;
  private final Duration longest;
  private final Budget budget;
  private final Map<PluginId, PluginThreads> plugins = new ConcurrentHashMap<>();
  private final Map<PluginId, PluginMeter> meters = new ConcurrentHashMap<>();
  private final Map<Call<?>, PluginId> endless = new ConcurrentHashMap<>();
  private final Suspect suspect;
  private final ScheduledExecutorService watch = watch();

  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  volatile List<BudgetWatch> watchers = List.of();

  @Activate
  public BoundedCalls(
      Config config,
      @Reference Callers callers,
      @Reference TenantBinding binding,
      @Reference WorkGate gate) {
    this(
        callers,
        binding,
        gate,
        Math.max(1, Math.min(64, config.threads())),
        Math.max(1, Math.min(1000, config.waiting())),
        Duration.ofSeconds(Math.max(1, Math.min(600, config.seconds()))),
        Budget.of(config),
        new Suspect(home()));
    watch.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private static @Nullable Path home() {
    var home = System.getProperty("custode.home");
    return home == null ? null : Path.of(home);
  }

  /** With other bounds, and with nobody who looks by himself. */
  public BoundedCalls(
      Callers callers,
      TenantBinding binding,
      WorkGate gate,
      int threads,
      int waiting,
      Duration longest,
      Budget budget,
      Suspect suspect) {
    this.callers = callers;
    this.binding = binding;
    this.gate = gate;
    this.threads = threads;
    this.waiting = waiting;
    this.longest = longest;
    this.budget = budget;
    this.suspect = suspect;
  }

  private static ScheduledExecutorService watch() {
    var watch =
        new ScheduledThreadPoolExecutor(
            // whoever is told of one that takes too much may have to wait for the database
            2,
            work -> {
              var thread = new Thread(work, "custode-calls");
              thread.setDaemon(true);
              return thread;
            });
    watch.setRemoveOnCancelPolicy(true);
    return watch;
  }

  @Deactivate
  public void stop() {
    watch.shutdownNow();
    plugins.values().forEach(PluginThreads::end);
  }

  /**
   * Runs work where it belongs.
   *
   * @param owner a plugin's id, or core, whose work runs right here
   */
  public <T> T get(String owner, Supplier<T> work) {
    if (owner.equals("core")) {
      return work.get();
    }
    try {
      return call(PluginId.of(owner), work::get);
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      throw cancelled();
    } catch (Exception e) {
      throw new IllegalStateException("A supplier threw what it cannot throw", e);
    }
  }

  /** What asked was interrupted, and stays so. */
  static Unavailable cancelled() {
    Thread.currentThread().interrupt();
    return new Unavailable(
        "The platform stops, or what asked was cancelled; the plugin may have done what it was"
            + " asked for.",
        Duration.ofSeconds(5));
  }

  @Override
  public <S> S guarded(Class<S> spi, S service) {
    return guarded(spi, service, longest);
  }

  @Override
  public <S> S guarded(Class<S> spi, S service, Duration atMost) {
    var owner = PluginHeaders.of(FrameworkUtil.getBundle(service.getClass())).plugin();
    return owner == null
        ? service
        : new GuardedService(this, PluginId.of(owner), service, atMost).as(spi);
  }

  @Override
  public <T> T call(PluginId plugin, Callable<T> work) throws Exception {
    return call(plugin, longest, work);
  }

  <T> T call(PluginId plugin, Duration atMost, Callable<T> work) throws Exception {
    if (PluginThreads.isOf(plugin, Thread.currentThread())) {
      return work.call();
    }
    var now = new Carried(callers, binding, gate);
    var call = new Call<>(() -> now.run(work));
    var meter = meter(plugin);
    try {
      plugins
          .computeIfAbsent(plugin, id -> new PluginThreads(id, meter, binding, threads, waiting))
          .execute(call);
    } catch (RejectedExecutionException e) {
      throw busy(plugin);
    }
    meter.called();
    await(plugin, atMost, call);
    try {
      return call.result();
    } catch (Problem e) {
      throw e;
    } catch (Exception | Error e) {
      meter.failed();
      throw e;
    }
  }

  PluginMeter meter(PluginId plugin) {
    return meters.computeIfAbsent(plugin, id -> new PluginMeter(id, budget));
  }

  /**
   * Whoever is at work here tells an event, or raises an alert.
   *
   * @throws TooMany if it is a plugin that does so too often
   */
  public void tells() {
    var meter = PluginMeter.current();
    if (meter != null) {
      meter.tells();
    }
  }

  /**
   * Runs work right here, and counts what this thread takes, and whether it fails, as the plugin's.
   *
   * @param owner a plugin's id, or core, of which nothing is counted
   */
  public void counted(String owner, Work work) throws Exception {
    if (owner.equals("core")) {
      work.run();
      return;
    }
    var meter = meter(PluginId.of(owner));
    meter.called();
    meter.begun(binding);
    try {
      work.run();
    } catch (Problem | InterruptedException e) {
      throw e;
    } catch (Exception | Error e) {
      meter.failed();
      throw e;
    } finally {
      meter.ended(binding);
    }
  }

  /** What a plugin does. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** Tells of those who took too much. Never throws. */
  void look() {
    var allocated = new HashMap<PluginId, Long>();
    meters.forEach(
        (plugin, meter) -> {
          meter.look();
          allocated.put(plugin, meter.during(PluginMeter.MINUTE).bytes());
          long dropped = meter.during(1).dropped();
          if (dropped > 0) {
            LOG.warn("{} lines of plugin {} are not here: it may log fewer", dropped, plugin);
          }
          budget
              .exceededBy(meter.during(PluginMeter.MINUTE), meter.duringAll())
              .ifPresent(
                  reason -> {
                    meter.forget();
                    tell(plugin, reason);
                  });
        });
    suspect.note(allocated);
  }

  @Override
  public List<PluginUse> list() {
    return meters.entrySet().stream()
        .sorted(Comparator.comparing(each -> each.getKey().value()))
        .flatMap(
            each ->
                Uses.of(
                    each.getKey(),
                    budget,
                    each.getValue().during(PluginMeter.MINUTE),
                    each.getValue().duringAll())
                    .stream())
        .toList();
  }

  private void tell(PluginId plugin, String reason) {
    LOG.warn("Plugin {} takes too much: {}", plugin, reason);
    for (var watcher : watchers) {
      try {
        watcher.exceeded(plugin, reason);
      } catch (RuntimeException e) {
        LOG.warn("{} did not take that plugin {} takes too much", watcher, plugin, e);
      }
    }
  }

  private void await(PluginId plugin, Duration atMost, Call<?> call) throws InterruptedException {
    try {
      if (call.await(atMost.toNanos())) {
        return;
      }
    } catch (InterruptedException e) {
      if (!call.withdraw()) {
        end(plugin, call);
      }
      throw e;
    }
    if (call.withdraw()) {
      throw busy(plugin);
    }
    meter(plugin).late();
    end(plugin, call);
    throw tooSlow(plugin, atMost);
  }

  /** Politely, then not. */
  private void end(PluginId plugin, Call<?> call) {
    call.interrupt();
    later(
        call,
        () -> {
          LOG.warn("Plugin {} heard no interruption; its thread is stopped at {}", plugin, call);
          call.stop();
          later(
              call,
              () -> {
                LOG.error("A thread of plugin {} cannot be ended: {}", plugin, call);
                endless.put(call, plugin);
                meter(plugin).endless();
              });
        });
  }

  /**
   * @return how many threads of which plugin nothing has ended yet
   */
  Map<PluginId, Long> endless() {
    endless.keySet().removeIf(Call::isOver);
    return endless.values().stream()
        .collect(Collectors.groupingBy(plugin -> plugin, Collectors.counting()));
  }

  private void later(Call<?> call, Runnable next) {
    watch.schedule(
        () -> {
          if (!call.isOver()) {
            next.run();
          }
        },
        GRACE_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  private Unavailable busy(PluginId plugin) {
    return new Unavailable(
        "Plugin " + plugin + " is at work on as much as it may at once; nothing was run.",
        Duration.ofSeconds(2));
  }

  private static Problem tooSlow(PluginId plugin, Duration atMost) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "plugin-too-slow",
        "Plugin "
            + plugin
            + " did not answer within "
            + atMost.toSeconds()
            + " seconds and was interrupted; what it had stored by then is kept.",
        "Look whether it was done before you try again; tell the plugin's publisher.");
  }
}
