// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.action;

import io.custode.agent.api.ActionHandler;
import io.custode.agent.internal.Log;
import io.custode.agent.internal.identity.Identity;
import io.custode.agent.protocol.Message.ActionRequest;
import io.custode.agent.protocol.Message.ActionResult;
import io.custode.agent.protocol.Message.ActionStarted;
import io.custode.agent.protocol.Message.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs what the platform asks for: by priority, a few at once, those with the same lock key one
 * after another, none of them after its time, none twice. Each module has a few of its own: one
 * whose actions do not end holds up nobody else's.
 */
public final class ActionRunner implements Others {
  private static final Log LOG = Log.of("actions");
  private static final int WORKERS = 4;
  private static final int WAITING = 2000;
  private static final long WAITING_CHARS = 2_000_000;
  private static final long IDLE_MILLIS = 15_000;

  /** Tells the platform, if it is there; else it asks later. */
  public interface Reports {
    void started(ActionStarted started);

    void ended(ActionResult result);
  }

  private final Journal journal;
  private final HandlerRegistry handlers;
  private final Supplier<Optional<Instant>> platformClock;
  private final Reports reports;

  private final Map<String, ActionRun> waiting = new LinkedHashMap<>();
  private final Map<String, ActionRun> running = new LinkedHashMap<>();
  private final Set<String> abandoned = new HashSet<>();
  private final Set<String> locks = new HashSet<>();
  private long waitingChars;
  private int workers;
  private boolean stopped;
  private boolean held;

  public ActionRunner(
      Journal journal,
      HandlerRegistry handlers,
      Supplier<Optional<Instant>> platformClock,
      Reports reports) {
    this.journal = journal;
    this.handlers = handlers;
    this.platformClock = platformClock;
    this.reports = reports;
  }

  /** Takes up what had started when the agent was stopped; once, before the first request. */
  public void resume() {
    for (var entry : journal.interrupted()) {
      LOG.info("Action " + entry.id() + " (" + entry.verb() + ") was interrupted");
      enqueue(new ActionRun(entry.request(), entry.startedAt()));
    }
  }

  /** Takes a request; what is known already is answered, not done again. */
  public void submit(ActionRequest request) {
    if (!Identity.isId(request.id())) {
      LOG.warn("Ignored an action whose id is none");
      return;
    }
    var known = journal.state(request.id());
    if (known.isPresent()) {
      answerAgain(request, known.get());
      return;
    }
    synchronized (this) {
      if (waiting.containsKey(request.id()) || running.containsKey(request.id())) {
        return;
      }
      if (waiting.size() >= WAITING || waitingChars > WAITING_CHARS) {
        LOG.warn("Too many actions wait; the platform will send " + request.id() + " again");
        return;
      }
    }
    enqueue(new ActionRun(request, null));
  }

  private void answerAgain(ActionRequest request, JournalEntry.State state) {
    if (state == JournalEntry.State.STARTED) {
      reports.started(new ActionStarted(request.id(), Instant.now()));
    } else {
      journal.result(request.id()).ifPresent(reports::ended);
    }
  }

  private synchronized void enqueue(ActionRun run) {
    if (stopped) {
      return;
    }
    waiting.put(run.request.id(), run);
    waitingChars += run.request.input().length();
    hire();
    notifyAll();
  }

  private void hire() {
    for (int most = most(); workers < most; workers++) {
      var thread = new Thread(this::work, "action");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** What was given up keeps its worker, and is no longer counted. */
  private int most() {
    var open = new HashMap<String, Integer>();
    waiting.values().forEach(run -> open.merge(run.module, 1, Integer::sum));
    busy().forEach((module, count) -> open.merge(module, count, Integer::sum));
    return abandoned.size() + open.values().stream().mapToInt(n -> Math.min(n, WORKERS)).sum();
  }

  private Map<String, Integer> busy() {
    var busy = new HashMap<String, Integer>();
    for (var run : running.values()) {
      if (!abandoned.contains(run.request.id())) {
        busy.merge(run.module, 1, Integer::sum);
      }
    }
    return busy;
  }

  /** Actions that have not ended, for the platform to know. */
  public List<String> open() {
    var ids = new HashSet<>(journal.open());
    synchronized (this) {
      ids.addAll(waiting.keySet());
      ids.addAll(running.keySet());
    }
    return List.copyOf(ids);
  }

  /** To be called every few seconds: ends what takes too long. */
  public void watch() {
    var now = Instant.now();
    List<ActionRun> overdue = new ArrayList<>();
    synchronized (this) {
      for (var run : running.values()) {
        if (run.overdue(now) && abandoned.add(run.request.id())) {
          overdue.add(run);
        }
      }
      hire(); // in place of theirs
      notifyAll(); // the platform's clock may be known by now
    }
    for (var run : overdue) {
      LOG.warn("Action " + run.request.id() + " does not end; it is given up");
      var reason = "It did not end in time and does not stop; it may still be running";
      end(run, run.result(Outcome.UNKNOWN, null, reason, now));
    }
  }

  /** Interrupts what runs; what is interrupted ends as failed and is told at the next start. */
  public void stop() {
    synchronized (this) {
      stopped = true;
      waiting.clear();
      running.values().forEach(ActionRun::stop);
      notifyAll();
    }
  }

  @Override
  public synchronized boolean finish(Duration most) throws InterruptedException {
    long until = System.nanoTime() + most.toNanos();
    held = true;
    try {
      // what was given up does not end
      while (running.size() - abandoned.size() > 1) {
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          goOn();
          return false;
        }
        wait(left);
      }
      return true;
    } catch (InterruptedException e) {
      goOn();
      throw e;
    }
  }

  @Override
  public synchronized void goOn() {
    held = false;
    notifyAll();
  }

  /** For the shutdown: whether all that ran has ended. */
  public synchronized boolean quiet() {
    return running.isEmpty();
  }

  private void work() {
    while (true) {
      var run = next();
      if (run == null) {
        return;
      }
      try {
        perform(run);
      } catch (RuntimeException | Error e) {
        LOG.warn("Action " + run.request.id() + " broke its worker", e);
      } finally {
        release(run);
      }
    }
  }

  /** The most urgent that may run; null when there is nothing to do any more. */
  private synchronized @Nullable ActionRun next() {
    long idleSince = System.nanoTime();
    while (!stopped) {
      var run = !held && platformClock.get().isPresent() ? mostUrgent() : null;
      if (run != null) {
        waiting.remove(run.request.id());
        waitingChars -= run.request.input().length();
        running.put(run.request.id(), run);
        if (run.request.lockKey() != null) {
          locks.add(run.request.lockKey());
        }
        return run;
      }
      if (waiting.isEmpty() && System.nanoTime() - idleSince > IDLE_MILLIS * 1_000_000) {
        break;
      }
      try {
        wait(IDLE_MILLIS);
      } catch (InterruptedException e) {
        continue; // a late interrupt of the action before
      }
    }
    workers--;
    return null;
  }

  private @Nullable ActionRun mostUrgent() {
    @Nullable ActionRun best = null;
    var busy = busy();
    for (var run : waiting.values()) {
      var key = run.request.lockKey();
      boolean free =
          busy.getOrDefault(run.module, 0) < WORKERS && (key == null || !locks.contains(key));
      if (free && (best == null || run.request.priority() > best.request.priority())) {
        best = run;
      }
    }
    return best;
  }

  private synchronized void release(ActionRun run) {
    running.remove(run.request.id());
    abandoned.remove(run.request.id());
    if (run.request.lockKey() != null) {
      locks.remove(run.request.lockKey());
    }
    notifyAll();
  }

  private void perform(ActionRun run) {
    var request = run.request;
    var now = Instant.now();
    var startedAt = run.interruptedSince == null ? now : run.interruptedSince;
    var handler = handlers.of(request.verb());
    handler.ifPresent(ActionRunner::worksFor);
    if (run.interruptedSince != null) {
      boolean again = handler.isPresent() && handler.get().idempotent();
      boolean canTell = handler.isPresent() && (!again || !expired(request));
      end(run, canTell ? run.run(handler.get(), startedAt) : run.lost(startedAt));
    } else if (expired(request)) {
      end(run, run.result(Outcome.EXPIRED, null, "It came too late to start", now));
    } else if (handler.isEmpty()) {
      var reason = "This agent has nothing that does " + request.verb();
      end(run, run.result(Outcome.FAILED, null, reason, now));
    } else {
      try {
        journal.start(request, now);
      } catch (IOException e) {
        var reason = "Not started: the agent cannot write it down (" + Log.reason(e) + ")";
        end(run, run.result(Outcome.FAILED, null, reason, now));
        return;
      }
      reports.started(new ActionStarted(request.id(), now));
      end(run, run.run(handler.get(), startedAt));
    }
  }

  /** Also afterwards, until it works for another: what it allocated is seen a second later. */
  private static void worksFor(ActionHandler<?, ?> handler) {
    Thread.currentThread().setContextClassLoader(handler.getClass().getClassLoader());
  }

  private boolean expired(ActionRequest request) {
    var now = platformClock.get();
    return now.isEmpty() || !now.get().isBefore(request.expiresAt());
  }

  private void end(ActionRun run, @Nullable ActionResult result) {
    if (result == null) {
      return; // the next start tells
    }
    boolean first =
        journal
            .state(run.request.id())
            .filter(state -> state != JournalEntry.State.STARTED)
            .isEmpty();
    if (first) { // else it was given up, and ended after all
      journal.end(run.request, result);
      LOG.info("Action " + result.id() + " (" + run.request.verb() + "): " + result.outcome());
      reports.ended(result);
    }
  }
}
