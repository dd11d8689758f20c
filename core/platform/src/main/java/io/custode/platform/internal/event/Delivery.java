// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.error.Unavailable;
import io.custode.api.event.Events;
import io.custode.core.access.Doors;
import io.custode.persistence.TenantStore;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.core.TenantBinding;
import io.custode.platform.internal.access.Callers;
import io.custode.platform.internal.access.PlatformDoors;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.audit.AuditChain;
import io.custode.platform.internal.gate.WorkGate;
import io.custode.platform.internal.rule.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries rows from the outboxes to the audit and to listeners: woken by each commit, and looking
 * by itself for what a crash left behind or, where nodes share a database, another node wrote. One
 * thread, so that a listener hears in order what was committed in order; of several nodes, the one
 * whose turn it is.
 */
@Component(service = Delivery.class, immediate = true)
public final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final int BATCH = 200;
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration LOOK_AT_OTHERS = Duration.ofMillis(250);
  private static final Duration PRUNE = Duration.ofMinutes(1);

  private final Outbox outbox;
  private final Listeners listeners;
  private final Subscriptions subscriptions;
  private final AuditChain audit;
  private final Doors doors;
  private final DeliveryTurn turn;
  private final Pending pending;
  private final WorkGate gate;
  private final @Nullable Follower follower;
  private final Semaphore wake = new Semaphore(0);
  private final AutoCloseable subscription;
  private final Thread thread;
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var made = new Thread(work, "custode-delivery-turn");
            made.setDaemon(true);
            return made;
          });
  private boolean adopted;
  private Instant pruned = Instant.now();
  private volatile boolean stopped;

  @Activate
  public Delivery(
      @Reference Outbox outbox,
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Listeners listeners,
      @Reference Subscriptions subscriptions,
      @Reference AuditChain audit,
      @Reference Events events,
      @Reference Callers callers,
      @Reference Visibility visibility,
      @Reference TenantBinding binding,
      @Reference WorkGate gate) {
    this(
        outbox,
        listeners,
        subscriptions,
        audit,
        new PlatformDoors(callers, visibility, binding),
        new DeliveryTurn(
            store, visibility, outbox.isShared(), NodeName.unique(), DeliveryTurn.LEASE),
        new Pending(store, visibility, events, Pending.Patience.USUAL),
        gate,
        outbox.isShared()
            ? new Follower(
                store, visibility, new PlatformDoors(callers, visibility, binding), listeners)
            : null);
  }

  Delivery(
      Outbox outbox,
      Listeners listeners,
      Subscriptions subscriptions,
      AuditChain audit,
      Doors doors,
      DeliveryTurn turn,
      Pending pending,
      WorkGate gate,
      @Nullable Follower follower) {
    this.outbox = outbox;
    this.listeners = listeners;
    this.subscriptions = subscriptions;
    this.audit = audit;
    this.doors = doors;
    this.turn = turn;
    this.pending = pending;
    this.gate = gate;
    this.follower = follower;
    this.subscription = outbox.onCommit(wake::release);
    this.thread = new Thread(this::run, "custode-delivery");
    this.thread.setDaemon(true);
    this.thread.start();
    if (turn.isShared()) {
      keeper.scheduleWithFixedDelay(this::keep, 1, 1, TimeUnit.SECONDS);
    }
  }

  @Deactivate
  public void stop() throws Exception {
    stopped = true;
    subscription.close();
    wake.release();
    thread.join(5000);
    keeper.shutdownNow();
    keeper.awaitTermination(2, TimeUnit.SECONDS);
    if (follower != null) {
      follower.stop();
    }
    if (!thread.isAlive()) {
      turn.giveBack();
    }
  }

  /** Whether what every node hears is heard here from now on. */
  boolean isFollowing() {
    return follower == null || follower.isFollowing();
  }

  private void keep() {
    try {
      turn.keep();
    } catch (RuntimeException e) {
      LOG.warn("The turn to deliver could not be kept; another node may take it", e);
    }
  }

  private void run() {
    while (!stopped) {
      try {
        int count = doors.as(doors.system("events"), "system", this::deliverSome);
        if (count < BATCH) {
          rest();
        }
      } catch (InterruptedException e) {
        return;
      } catch (Unavailable e) {
        LOG.info("Delivery waits: {}", e.getMessage());
        pause();
      } catch (RuntimeException e) {
        LOG.warn("Delivery failed and goes on", e);
        pause();
      }
    }
  }

  private void rest() throws InterruptedException {
    var look = turn.isShared() ? LOOK_AT_OTHERS : LOOK;
    var due = pending.rest(Instant.now());
    var rest = turn.isOurs() && due.compareTo(look) < 0 ? due : look;
    wake.tryAcquire(Math.max(1, rest.toMillis()), TimeUnit.MILLISECONDS);
    wake.drainPermits();
  }

  private void pause() {
    try {
      wake.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  private int deliverSome() {
    subscriptions.note(listeners.once(), Instant.now());
    if (!turn.take()) {
      return 0;
    }
    if (!adopted) {
      // before anything new is recorded, so that the record is in order
      audit.adoptEarlier();
      adopted = true;
    }
    int count = deliverDue();
    tryAgain();
    if (pruned.isBefore(Instant.now().minus(PRUNE))) {
      turn.prune();
      pruned = Instant.now();
    }
    return count;
  }

  private int deliverDue() {
    var due = outbox.due(BATCH);
    var done = new LinkedHashSet<Outbox.Entry>();
    var together = due.stream().filter(Delivery::isAudit).toList();
    var events = due.stream().filter(entry -> !isAudit(entry)).toList();
    try {
      record(together, done);
      if (everywhere(events.stream().map(Heard::of).toList())) {
        tell(events, done);
      }
    } finally {
      delivered(done);
    }
    return due.size();
  }

  private void delivered(Set<Outbox.Entry> done) {
    if (!done.isEmpty()) {
      outbox.delivered(List.copyOf(done));
      done.clear();
    }
  }

  private static boolean isAudit(Outbox.Entry entry) {
    return entry.kind().equals("audit");
  }

  /** Many in one transaction; if one does not fit, each by itself, so that it holds up no other. */
  private void record(List<Outbox.Entry> together, Set<Outbox.Entry> done) {
    try {
      if (!together.isEmpty()) {
        audit.append(together.stream().map(Outbox.Entry::payload).toList());
        done.addAll(together);
      }
    } catch (Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.debug("Audit entries are recorded one by one", e);
      together.stream().filter(this::recorded).forEach(done::add);
    }
  }

  private boolean recorded(Outbox.Entry entry) {
    try {
      audit.append(List.of(entry.payload()));
      return true;
    } catch (Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      var wait = Duration.ofSeconds(Math.min(300, 1L << Math.min(entry.attempts(), 8)));
      LOG.warn(
          "{} {} was not recorded, attempt {}; again in {} s",
          entry.type(),
          entry.id(),
          entry.attempts() + 1,
          wait.toSeconds(),
          e);
      outbox.retry(entry, Instant.now().plus(wait), String.valueOf(e.getMessage()));
      return false;
    }
  }

  /**
   * What every node hears.
   *
   * @return whether it is still our turn
   */
  private boolean everywhere(List<Heard> events) {
    if (follower == null) {
      events.forEach(listeners::onThisNode);
      return true;
    }
    if (!turn.append(events)) {
      return false;
    }
    follower.wake();
    return true;
  }

  private void tell(List<Outbox.Entry> events, Set<Outbox.Entry> done) {
    var known = pending.known(events.stream().map(Heard::of).toList());
    for (var entry : events) {
      if (stopped || !turn.isOurs()) {
        return;
      }
      var heard = Heard.of(entry);
      var names = new TreeSet<>(subscriptions.of(heard.type()));
      listeners.once().stream()
          .filter(l -> l.type().equals(heard.type()))
          .forEach(l -> names.add(l.name()));
      names.removeIf(name -> known.contains(new Pending.Pair(heard.id(), name)));
      names.forEach(name -> tell(name, heard));
      done.add(entry);
      if (!names.isEmpty()) {
        // at once, so that a node that dies here has told no more than one event in vain
        delivered(done);
      }
    }
  }

  private void tell(String name, Heard heard) {
    var told =
        tellNow(
            name,
            heard,
            failure -> {
              if (failure != null) {
                pending.failed(heard, name, failure);
              }
            });
    if (!told) {
      pending.absent(heard, name);
    }
  }

  /**
   * @param then learns how it failed, or null
   * @return false if the listener is away, as it is while its plugin changes
   */
  private boolean tellNow(String name, Heard heard, Consumer<@Nullable Throwable> then) {
    var listener = listeners.once(name, heard.type());
    var owner = listener.map(Listeners.Listening::owner).orElse("");
    if (listener.isEmpty() || !gate.tryEnter(owner)) {
      return false;
    }
    try {
      return gate.inside(
          owner,
          () -> {
            then.accept(failure(listener.get(), heard));
            return true;
          });
    } finally {
      gate.leave(owner);
    }
  }

  private void tryAgain() {
    for (var row : pending.due(Instant.now())) {
      if (stopped || !turn.isOurs()) {
        return;
      }
      var told =
          tellNow(
              row.listener(),
              row.toHeard(),
              failure -> {
                if (failure == null) {
                  pending.taken(row);
                } else {
                  pending.failedAgain(row, failure, Instant.now());
                }
              });
      if (!told) {
        pending.stillAbsent(row, Instant.now());
      }
    }
  }

  /** A listener may do anything; delivery goes on. */
  private @Nullable Throwable failure(Listeners.Listening listener, Heard heard) {
    try {
      listeners.hear(listener, heard);
      return null;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return e;
    }
  }
}
