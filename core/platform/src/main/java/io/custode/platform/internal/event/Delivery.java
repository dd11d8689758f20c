// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.error.Unavailable;
import io.custode.core.access.Doors;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.core.TenantBinding;
import io.custode.platform.internal.access.Callers;
import io.custode.platform.internal.access.PlatformDoors;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.audit.AuditChain;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries rows from the outboxes to the audit and to listeners: woken by each commit, and looking
 * by itself every two seconds for what a crash or an earlier failure left behind. One thread, so
 * that a listener hears in order what was committed in order.
 */
@Component(service = Delivery.class, immediate = true)
public final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final int BATCH = 200;
  private static final long LOOK_MILLIS = 2000;

  private final Outbox outbox;
  private final Listeners listeners;
  private final AuditChain audit;
  private final Doors doors;
  private final Semaphore wake = new Semaphore(0);
  private final AutoCloseable subscription;
  private final Thread thread;
  private boolean adopted;
  private volatile boolean stopped;

  @Activate
  public Delivery(
      @Reference Outbox outbox,
      @Reference Listeners listeners,
      @Reference AuditChain audit,
      @Reference Callers callers,
      @Reference Visibility visibility,
      @Reference TenantBinding binding) {
    this.outbox = outbox;
    this.listeners = listeners;
    this.audit = audit;
    this.doors = new PlatformDoors(callers, visibility, binding);
    this.subscription = outbox.onCommit(wake::release);
    this.thread = new Thread(this::run, "custode-delivery");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  @Deactivate
  public void stop() throws Exception {
    stopped = true;
    subscription.close();
    wake.release();
    thread.join(5000);
  }

  private void run() {
    while (!stopped) {
      try {
        adoptOnce();
        int count = doors.as(doors.system("events"), "system", this::deliverSome);
        if (count < BATCH) {
          wake.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
          wake.drainPermits();
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

  // before anything new is recorded, so that the record is in order
  private void adoptOnce() {
    if (!adopted) {
      audit.adoptEarlier();
      adopted = true;
    }
  }

  private void pause() {
    try {
      wake.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  private int deliverSome() {
    var due = outbox.due(BATCH);
    var done = new LinkedHashSet<Outbox.Entry>();
    var together = due.stream().filter(Delivery::isAudit).toList();
    try {
      if (recorded(together)) {
        done.addAll(together);
      }
      for (var entry : due) {
        if (stopped) {
          break;
        }
        if (!done.contains(entry) && delivered(entry)) {
          done.add(entry);
        }
      }
    } finally {
      if (!done.isEmpty()) {
        outbox.delivered(List.copyOf(done));
      }
    }
    return due.size();
  }

  private static boolean isAudit(Outbox.Entry entry) {
    return entry.kind().equals("audit");
  }

  /**
   * Many in one transaction.
   *
   * @return false if one of them does not fit: then each is tried by itself, so that it holds up no
   *     other
   */
  private boolean recorded(List<Outbox.Entry> together) {
    try {
      if (!together.isEmpty()) {
        audit.append(together.stream().map(Outbox.Entry::payload).toList());
      }
      return true;
    } catch (Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.debug("Audit entries are recorded one by one", e);
      return false;
    }
  }

  private boolean delivered(Outbox.Entry entry) {
    try {
      if (isAudit(entry)) {
        audit.append(List.of(entry.payload()));
      } else {
        listeners.deliver(entry, doors);
      }
      return true;
    } catch (Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      var wait = Duration.ofSeconds(Math.min(300, 1L << Math.min(entry.attempts(), 8)));
      LOG.warn(
          "{} {} was not delivered, attempt {}; again in {} s",
          entry.type(),
          entry.id(),
          entry.attempts() + 1,
          wait.toSeconds(),
          e);
      outbox.retry(entry, Instant.now().plus(wait), String.valueOf(e.getMessage()));
      return false;
    }
  }
}
