// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few threads for the work of all agents. Work of one agent runs in the order it came, one piece
 * at a time; agents take turns, so that a chatty one does not hold up the rest.
 */
@Component(service = AgentLanes.class)
public final class AgentLanes {
  private static final Logger LOG = LoggerFactory.getLogger(AgentLanes.class);
  private static final int THREADS = 3;
  private static final int PER_AGENT = 100;
  private static final int IN_ALL = 2000;

  private final ExecutorService threads;
  private final Semaphore room;
  private final int perAgent;
  private final Map<String, Queue<Runnable>> lanes = new HashMap<>();

  @Activate
  public AgentLanes() {
    this(THREADS, PER_AGENT, IN_ALL);
  }

  AgentLanes(int threads, int perAgent, int inAll) {
    var pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              var thread = new Thread(work, "custode-agents");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
    this.perAgent = perAgent;
    this.room = new Semaphore(inAll);
  }

  @Deactivate
  public void close() {
    threads.shutdownNow();
  }

  /**
   * Queues work of an agent. Waits a moment if there is too much in all, which slows the broker
   * down.
   *
   * @return false if the agent has too much waiting; it says it again, since it gets no answer
   */
  boolean submit(String agent, Runnable work) {
    try {
      if (!room.tryAcquire(10, TimeUnit.SECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    boolean first;
    synchronized (lanes) {
      var lane = lanes.get(agent);
      if (lane != null && lane.size() >= perAgent) {
        room.release();
        return false;
      }
      first = lane == null;
      lanes.computeIfAbsent(agent, a -> new ArrayDeque<>()).add(work);
    }
    if (first) {
      next(agent);
    }
    return true;
  }

  private void next(String agent) {
    if (!threads.isShutdown()) {
      threads.execute(() -> run(agent));
    }
  }

  private void run(String agent) {
    Runnable work;
    synchronized (lanes) {
      var lane = lanes.get(agent);
      work = lane == null ? null : lane.peek();
    }
    if (work == null) {
      return;
    }
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("Work of agent {} failed", agent, e);
    }
    room.release();
    boolean more;
    synchronized (lanes) {
      var lane = lanes.get(agent);
      more = lane != null && lane.poll() != null && !lane.isEmpty();
      if (!more) {
        lanes.remove(agent);
      }
    }
    if (more) {
      next(agent);
    }
  }
}
