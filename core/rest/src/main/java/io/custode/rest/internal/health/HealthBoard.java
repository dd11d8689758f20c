// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.health;

import io.custode.core.call.PluginCalls;
import io.custode.spi.health.HealthCheck;
import io.custode.spi.health.HealthCheck.Health;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all parts at once how they are, each for a second at most. The answer serves a second, so
 * that nobody can keep the parts busy by asking.
 */
@Component(service = HealthBoard.class)
public final class HealthBoard {
  private static final Logger LOG = LoggerFactory.getLogger(HealthBoard.class);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int MOST_CHECKS = 64;
  private static final String UNNAMED = "unnamed";

  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<HealthCheck> checks = List.of();

  /** Not there while the database was never reached; nor are plugins then. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable PluginCalls calls;

  private final ExecutorService workers =
      new ThreadPoolExecutor(
          0,
          MOST_CHECKS,
          5,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            var thread = new Thread(task, "custode-rest-health");
            thread.setDaemon(true);
            return thread;
          });

  /** As each said it last: one that is late has a name all the same. */
  private final Map<HealthCheck, String> names = new ConcurrentHashMap<>();

  // guarded by this
  private final Map<HealthCheck, FutureTask<Health>> running = new HashMap<>();
  private Map<String, Health> last = Map.of();
  private long lastAt;

  @Activate
  public HealthBoard() {}

  /**
   * @param checks all of them
   */
  public HealthBoard(List<HealthCheck> checks) {
    this.checks = checks;
  }

  @Deactivate
  public void close() {
    workers.shutdownNow();
  }

  /**
   * @return how each part is, by its name
   */
  public synchronized Map<String, Health> parts() {
    long now = System.nanoTime();
    if (last.isEmpty() || now - lastAt > SECOND) {
      last = ask(now + SECOND);
      lastAt = System.nanoTime();
    }
    return last;
  }

  private Map<String, Health> ask(long until) {
    var current = checks;
    running.keySet().retainAll(current);
    names.keySet().retainAll(current);
    current.forEach(check -> running.compute(check, (key, task) -> startUnlessRunning(key, task)));
    var parts = new TreeMap<String, Health>();
    for (var check : current) {
      var health = result(check, until);
      parts.merge(names.getOrDefault(check, UNNAMED), health, HealthBoard::worse);
    }
    return parts;
  }

  private FutureTask<Health> startUnlessRunning(
      HealthCheck check, @Nullable FutureTask<Health> task) {
    if (task != null && !task.isDone()) {
      return task;
    }
    var fresh = new FutureTask<>(() -> say(check));
    try {
      workers.execute(fresh);
    } catch (RejectedExecutionException e) {
      LOG.debug("Too many checks at once", e);
      fresh.cancel(false);
    }
    return fresh;
  }

  private Health say(HealthCheck check) {
    var now = calls;
    var asked = now == null ? check : now.guarded(HealthCheck.class, check);
    names.put(check, asked.part());
    return asked.check();
  }

  private Health result(HealthCheck check, long until) {
    try {
      var task = Objects.requireNonNull(running.get(check));
      return task.get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Health(false, "does not answer within a second");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Health(false, "the check was interrupted");
    } catch (ExecutionException | CancellationException e) {
      LOG.warn("The check of {} failed", names.getOrDefault(check, UNNAMED), e);
      return new Health(false, "its check failed; the log says why");
    }
  }

  private static Health worse(Health one, Health other) {
    return one.up() ? other : one;
  }
}
