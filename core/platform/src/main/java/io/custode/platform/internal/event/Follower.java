// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.error.Problem;
import io.custode.core.access.Doors;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the journal as it grows, whichever node writes it, for what every node hears. */
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final long LOOK_MILLIS = 250;
  private static final int TOGETHER = 500;

  private final TenantStore store;
  private final Visibility visibility;
  private final Doors doors;
  private final Listeners listeners;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "custode-follower");
  private volatile long last = -1;
  private volatile boolean stopped;

  Follower(TenantStore store, Visibility visibility, Doors doors, Listeners listeners) {
    this.store = store;
    this.visibility = visibility;
    this.doors = doors;
    this.listeners = listeners;
    thread.setDaemon(true);
    thread.start();
  }

  /** This node has just written. */
  void wake() {
    wake.release();
  }

  /** Whether it knows where to read on: what happens from now on it hears. */
  boolean isFollowing() {
    return last >= 0;
  }

  private void run() {
    while (!stopped) {
      int count = 0;
      try {
        count = doors.as(doors.system("events"), "system", this::follow);
      } catch (Problem e) {
        LOG.debug("The journal is read later", e);
      } catch (RuntimeException e) {
        LOG.warn("The journal could not be read; it is tried again", e);
      }
      try {
        if (count < TOGETHER && wake.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private int follow() {
    if (last < 0) {
      last =
          visibility.asProvider(
              () -> store.read(em -> end(em.find(TurnEntity.class, TurnEntity.ID))));
      return 0;
    }
    List<JournalEntity> some =
        visibility.asProvider(
            () ->
                store.read(
                    em ->
                        em.createQuery(
                                "select j from JournalEntity j where j.sequence > :last"
                                    + " order by j.sequence",
                                JournalEntity.class)
                            .setParameter("last", last)
                            .setMaxResults(TOGETHER)
                            .getResultList()));
    for (var row : some) {
      if (stopped) {
        break;
      }
      last = row.sequence();
      listeners.onThisNode(row.toHeard());
    }
    return some.size();
  }

  private static long end(TurnEntity row) {
    return row.sequence();
  }

  void stop() throws InterruptedException {
    stopped = true;
    wake.release();
    thread.join(5000);
  }
}
