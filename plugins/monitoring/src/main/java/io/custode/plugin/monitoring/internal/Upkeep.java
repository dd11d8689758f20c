// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal;

import io.custode.plugin.monitoring.internal.rows.JpaJournal;
import io.custode.plugin.monitoring.internal.store.ChunkStore;
import io.custode.plugin.monitoring.internal.store.UnknownFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a store needs now and then: to be heard of, chunks, and room for what is new. */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration BEAT = Duration.ofSeconds(15);

  /** Not heard of for so long, a store is taken for dead: its node stood still at best. */
  private static final Duration DEAD = Duration.ofSeconds(60);

  /** Each rewrites the latest chunk of each series; a crash is over the sooner the more often. */
  private static final Duration COMPACTION = Duration.ofMinutes(30);

  private static final Duration EXPIRY = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private record Seen(JpaJournal.State state, long since) {}

  private final ChunkStore store;
  private final JpaJournal journal;
  private final Map<String, Seen> others = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "monitoring-upkeep"));

  Upkeep(ChunkStore store, JpaJournal journal) {
    this.store = store;
    this.journal = journal;
    every(BEAT, Duration.ZERO, journal::beat);
    every(BEAT, Duration.ZERO, this::adopt);
    every(BEAT, BEAT, this::makeRoom);
    every(COMPACTION, COMPACTION, store::compact);
    every(EXPIRY, BEAT, () -> store.expire(System.currentTimeMillis()));
  }

  private void every(Duration period, Duration first, Runnable work) {
    thread.scheduleWithFixedDelay(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            // the next time comes all the same
            LOG.warn("Upkeep of the metrics' store failed", e);
          }
        },
        first.toMillis(),
        period.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void makeRoom() {
    if (store.isFilling()) {
      store.compact();
    }
  }

  /** Puts into chunks what dead stores left. */
  private void adopt() {
    var left = journal.others();
    others.keySet().retainAll(left.stream().map(JpaJournal::id).toList());
    for (var one : left) {
      if (isDead(one)) {
        adopt(one);
      }
    }
  }

  private void adopt(JpaJournal one) {
    try {
      store.adopt(one);
      one.removeIfEmpty();
    } catch (UnknownFormat e) {
      LOG.warn("A log of metrics waits for a later release of the plugin: {}", e.getMessage());
    }
  }

  /** By what is seen here: clocks of nodes differ. */
  private boolean isDead(JpaJournal one) {
    var state = one.state();
    long now = System.nanoTime();
    var seen = others.get(one.id());
    if (seen == null || !seen.state.equals(state)) {
      seen = new Seen(state, now);
      others.put(one.id(), seen);
    }
    return state.hasEnded() || now - seen.since >= DEAD.toNanos();
  }

  /** Waits for what is under way: an interrupt would harm the database that is in this process. */
  @Override
  public void close() {
    store.close();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("Upkeep of the metrics' store did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
