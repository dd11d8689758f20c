// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.health;

import io.custode.spi.health.HealthCheck;
import io.custode.spi.health.HealthCheck.Health;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
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

  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<HealthCheck> checks = List.of();

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
    current.forEach(check -> running.compute(check, (key, task) -> startUnlessRunning(key, task)));
    var parts = new TreeMap<String, Health>();
    current.forEach(check -> parts.merge(name(check), result(check, until), HealthBoard::worse));
    return parts;
  }

  private FutureTask<Health> startUnlessRunning(
      HealthCheck check, @Nullable FutureTask<Health> task) {
    if (task != null && !task.isDone()) {
      return task;
    }
    var fresh = new FutureTask<>(check::check);
    try {
      workers.execute(fresh);
    } catch (RejectedExecutionException e) {
      LOG.debug("Too many checks at once", e);
      fresh.cancel(false);
    }
    return fresh;
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
      LOG.warn("The check of {} failed", name(check), e);
      return new Health(false, "its check failed; the log says why");
    }
  }

  private static String name(HealthCheck check) {
    try {
      return check.part();
    } catch (RuntimeException e) {
      LOG.warn("A health check of {} has no name", check.getClass().getName(), e);
      return "unnamed";
    }
  }

  private static Health worse(Health one, Health other) {
    return one.up() ? other : one;
  }
}
