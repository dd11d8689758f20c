// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.error.Problem;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node delivers, so that a listener hears an event once and in order. Which one says the row of
 * {@link TurnEntity}: who has it changes it every second; who sees it unchanged for the length of a
 * lease, by its own clock, takes it. So nodes' clocks need not agree. Where no other node can be,
 * it is always ours, and nothing is written.
 */
final class DeliveryTurn {
  static final Duration LEASE = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryTurn.class);

  /** Left out of the lease, so that who was paused stops before another begins. */
  private static final int OF_FIVE = 3;

  private static final Duration KEPT = Duration.ofMinutes(10);

  private final TenantStore store;
  private final Visibility visibility;
  private final boolean shared;
  private final String node;
  private final long lease;
  private boolean held;
  private volatile long saidAt;
  private volatile boolean holding;
  private long seenRevision = -1;
  private long seenSince;

  DeliveryTurn(
      TenantStore store, Visibility visibility, boolean shared, String node, Duration lease) {
    this.store = store;
    this.visibility = visibility;
    this.shared = shared;
    this.node = node;
    this.lease = lease.toNanos();
  }

  boolean isShared() {
    return shared;
  }

  private <T> T write(Function<EntityManager, T> work) {
    return visibility.asProvider(() -> store.write(work));
  }

  /** Whether nobody else delivers now. */
  boolean isOurs() {
    return !shared || (holding && System.nanoTime() - saidAt < lease / 5 * OF_FIVE);
  }

  /**
   * Takes the turn if nobody has it, or keeps it.
   *
   * @return whether it is ours
   */
  synchronized boolean take() {
    if (!shared || (isOurs() && System.nanoTime() - saidAt < lease / 5)) {
      return true;
    }
    return say(false);
  }

  /** Says that we are still there; called while a listener may take long. */
  synchronized void keep() {
    if (shared && held) {
      say(false);
    }
  }

  /** Lets another node take it at once. */
  synchronized void giveBack() {
    if (shared && held) {
      say(true);
      holding(false);
    }
  }

  private boolean say(boolean leave) {
    long start = System.nanoTime();
    try {
      holding(write(em -> change(em, leave)));
    } catch (Problem e) {
      // another was faster, or the database is away; a turn that is ours ends by itself
      LOG.debug("Whose turn it is will be asked again", e);
      return isOurs();
    }
    if (held) {
      saidAt = start;
    }
    return held && !leave;
  }

  private void holding(boolean now) {
    if (now != held) {
      LOG.debug(now ? "This node delivers events" : "This node delivers no events");
    }
    held = now;
    holding = now;
  }

  private boolean change(EntityManager em, boolean leave) {
    var row = em.find(TurnEntity.class, TurnEntity.ID);
    if (!node.equals(row.node()) && (leave || (row.node() != null && !isSilent(row)))) {
      return false;
    }
    row.say(leave ? null : node, Instant.now());
    return true;
  }

  private boolean isSilent(TurnEntity row) {
    long now = System.nanoTime();
    if (row.revision() != seenRevision) {
      seenRevision = row.revision();
      seenSince = now;
    }
    return now - seenSince >= lease;
  }

  /**
   * Puts events where every node finds them; those that are there already stay as they are.
   *
   * @return whether they are there; not if the turn was lost
   */
  synchronized boolean append(List<Heard> events) {
    if (events.isEmpty()) {
      return true;
    }
    long start = System.nanoTime();
    boolean done =
        write(
            em -> {
              var row = em.find(TurnEntity.class, TurnEntity.ID);
              if (!node.equals(row.node())) {
                return false;
              }
              var now = Instant.now();
              var known = known(em, events);
              events.stream()
                  .filter(heard -> known.add(heard.id()))
                  .forEach(heard -> em.persist(new JournalEntity(row.next(), heard, now)));
              row.say(node, now);
              return true;
            });
    if (done) {
      saidAt = start;
    } else {
      holding(false);
    }
    return done;
  }

  private static HashSet<String> known(EntityManager em, List<Heard> events) {
    return new HashSet<>(
        em.createQuery("select j.event from JournalEntity j where j.event in :ids", String.class)
            .setParameter("ids", events.stream().map(Heard::id).toList())
            .getResultList());
  }

  /** Forgets what every node has heard long ago. */
  void prune() {
    if (shared) {
      write(
          em ->
              em.createQuery("delete from JournalEntity j where j.appendedAt < :since")
                  .setParameter("since", Instant.now().minus(KEPT))
                  .executeUpdate());
    }
  }
}
