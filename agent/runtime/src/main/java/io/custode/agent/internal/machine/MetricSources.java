// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import io.custode.agent.api.MetricSource;
import io.custode.agent.internal.Log;
import io.custode.agent.protocol.Message.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Who measures; modules join and leave while the agent runs. */
public final class MetricSources {
  private static final Log LOG = Log.of("metrics");
  private static final int MOST_OF_ONE = 64;
  private static final int MOST_OF_MACHINE = 1024;

  /** So long is waited for one; it is promised in {@link MetricSource}. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final MetricSource machine;
  private final CopyOnWriteArrayList<Other> others = new CopyOnWriteArrayList<>();

  public MetricSources(MetricSource machine) {
    this.machine = machine;
  }

  public void add(MetricSource source) {
    if (others.stream().noneMatch(other -> other.source == source)) {
      others.add(new Other(source));
    }
  }

  public void remove(MetricSource source) {
    for (var other : others) {
      if (other.source == source) {
        others.remove(other);
        other.thread.shutdownNow();
      }
    }
  }

  List<Point> sample() {
    var now = Instant.now();
    var points = new ArrayList<Point>(32);
    try {
      points.addAll(MetricBuffer.points(machine.sample(), now, MOST_OF_MACHINE));
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("The machine is not measured", e);
    }
    others.forEach(other -> points.addAll(other.sample(now)));
    return points;
  }

  /** A module's: on a thread of its own, so that one that does not return is alone with that. */
  private static final class Other {
    private final MetricSource source;
    private final ExecutorService thread;
    private @Nullable Future<List<Point>> asked;

    Other(MetricSource source) {
      this.source = source;
      thread = Executors.newSingleThreadExecutor(this::begin);
    }

    private Thread begin(Runnable work) {
      var thread = new Thread(work, "metrics");
      thread.setDaemon(true);
      thread.setContextClassLoader(source.getClass().getClassLoader());
      return thread;
    }

    /** Nothing if it is late, until it has returned. */
    List<Point> sample(Instant now) {
      if (asked != null && !asked.isDone()) {
        return List.of();
      }
      try {
        var answer = thread.submit(() -> MetricBuffer.points(source.sample(), now, MOST_OF_ONE));
        asked = answer;
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        LOG.warn(
            "A source of metrics, "
                + source.getClass().getName()
                + ", did not return within a second; it is left out until it has");
      } catch (ExecutionException e) {
        LOG.warn("A source of metrics failed", e);
      } catch (RejectedExecutionException e) {
        return List.of(); // it has just left
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return List.of();
    }
  }
}
