// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.error.Conflict;
import io.custode.api.error.Problem;
import io.custode.api.notice.Notice;
import io.custode.api.notice.NoticeRule;
import io.custode.api.notice.NoticeRuleId;
import io.custode.core.access.Doors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings notices to their channels, apart from the delivery of events: one rule is one sender at a
 * time, so that an endpoint that hangs holds up nobody but itself.
 */
@Component(service = NoticeSender.class, immediate = true)
public final class NoticeSender {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
  private static final int AT_ONCE = 8;
  private static final int IN_A_ROW = 20;
  private static final long LOOK_MILLIS = 1000;

  private final NoticeQueue queue;
  private final Channels channels;
  private final Doors doors;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final ExecutorService senders =
      Executors.newFixedThreadPool(AT_ONCE, work -> daemon(work, "custode-notice-sender"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "custode-notice-clock"));

  @Activate
  public NoticeSender(
      @Reference NoticeQueue queue, @Reference Channels channels, @Reference Doors doors) {
    this(queue, channels, doors, LOOK_MILLIS);
  }

  /**
   * @param look milliseconds between looks; 0: only when told
   */
  NoticeSender(NoticeQueue queue, Channels channels, Doors doors, long look) {
    this.queue = queue;
    this.channels = channels;
    this.doors = doors;
    if (look > 0) {
      clock.scheduleWithFixedDelay(this::look, look, look, TimeUnit.MILLISECONDS);
    }
  }

  private static Thread daemon(Runnable work, String name) {
    var made = new Thread(work, name);
    made.setDaemon(true);
    return made;
  }

  @Deactivate
  public void stop() throws InterruptedException {
    clock.shutdownNow();
    senders.shutdownNow();
    senders.awaitTermination(5, TimeUnit.SECONDS);
  }

  private <T> T asSystem(Supplier<T> work) {
    return doors.as(doors.system("notices"), "system", work);
  }

  /**
   * Begins with each rule that has something to do, as far as there is room.
   *
   * @return what was begun
   */
  List<Future<?>> look() {
    var begun = new ArrayList<Future<?>>();
    try {
      for (var id : asSystem(queue::due)) {
        if (!room.tryAcquire()) {
          break;
        }
        begun.add(senders.submit(() -> work(id)));
      }
    } catch (RuntimeException e) {
      // the clock must go on, whatever is wrong with the database
      LOG.warn("Notices wait: {}", e.getMessage());
    }
    return begun;
  }

  private void work(NoticeRuleId id) {
    try {
      asSystem(
          () -> {
            queue.lease(id).ifPresent(this::sendSome);
            return true;
          });
    } catch (RuntimeException e) {
      LOG.warn("Notices of rule {} wait", id, e);
    } finally {
      room.release();
    }
  }

  private void sendSome(NoticeRule rule) {
    try {
      for (int i = 0; i < IN_A_ROW; i++) {
        var notice = queue.next(rule.id());
        if (notice.isEmpty() || !send(rule, notice.get())) {
          return;
        }
      }
    } finally {
      queue.release(rule.id());
    }
  }

  /**
   * @return whether the next may go
   */
  private boolean send(NoticeRule rule, Notice notice) {
    var channel = channels.get(rule.channel());
    if (channel.isEmpty()) {
      queue.failed(rule, notice.id(), "The channel " + rule.channel() + " is not there.");
      return false;
    }
    try {
      if (!channel.get().concerns(notice, rule.target())) {
        queue.drop(notice.id());
        return true;
      }
      channel.get().send(notice, rule.target(), rule.secret());
    } catch (Conflict e) {
      queue.refused(rule, notice.id(), e.what());
      return true;
    } catch (RuntimeException | LinkageError e) {
      // what a foreign system said may hold anything; only our own words are kept
      var reason = e instanceof Problem p ? p.what() : e.getClass().getSimpleName();
      LOG.info("Notice {} by {} waits: {}", notice.id(), rule.channel(), reason);
      queue.failed(rule, notice.id(), reason);
      return false;
    }
    queue.delivered(rule, notice.id());
    return true;
  }
}
