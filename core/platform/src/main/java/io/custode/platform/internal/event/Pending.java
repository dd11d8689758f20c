// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.event.EventId;
import io.custode.api.event.EventStuck;
import io.custode.api.event.Events;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What single listeners have yet to take. It has left the outbox, so that nobody else waits for it
 * or hears it again.
 */
final class Pending {
  /**
   * How patient the platform is with a listener.
   *
   * @param most attempts before an event is stuck
   * @param first wait after the first; each later one is twice as long, five minutes at most
   */
  record Patience(int most, Duration first) {
    /** Ten attempts in about nine minutes. */
    static final Patience USUAL = new Patience(10, Duration.ofSeconds(1));

    Duration after(int attempts) {
      var wait = first.multipliedBy(1L << Math.min(attempts - 1, 20));
      return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
  }

  /** An event and one listener. */
  record Pair(String event, String listener) {}

  static final String ABSENT = "Its listener is not here.";
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Logger LOG = LoggerFactory.getLogger(Pending.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final int TOGETHER = 50;

  private final TenantStore store;
  private final Visibility visibility;
  private final Events events;
  private final Patience patience;
  private Instant nextLook = Instant.MIN;

  Pending(TenantStore store, Visibility visibility, Events events, Patience patience) {
    this.store = store;
    this.visibility = visibility;
    this.events = events;
    this.patience = patience;
  }

  private <T> T write(Function<EntityManager, T> work) {
    return visibility.asProvider(() -> store.write(work));
  }

  private <T> T read(Function<EntityManager, T> work) {
    return visibility.asProvider(() -> store.read(work));
  }

  /**
   * @return which of these events wait for which listener already: a node died after writing it
   *     down
   */
  Set<Pair> known(List<Heard> some) {
    if (some.isEmpty()) {
      return Set.of();
    }
    var known = new HashSet<Pair>();
    read(em ->
            em.createQuery(
                    "select p from PendingEntity p where p.event in :ids", PendingEntity.class)
                .setParameter("ids", some.stream().map(Heard::id).toList())
                .getResultList())
        .forEach(row -> known.add(new Pair(row.event(), row.listener())));
    return known;
  }

  /** Its listener is not here: again in some seconds. */
  void absent(Heard heard, String listener) {
    put(heard, listener, 0, LOOK, ABSENT);
  }

  /** Its listener could not take it. */
  void failed(Heard heard, String listener, Throwable why) {
    var wait = patience.after(1);
    LOG.warn("{} could not take {}; again in {} ms", listener, heard, wait.toMillis(), why);
    put(heard, listener, 1, wait, String.valueOf(why));
  }

  private void put(Heard heard, String listener, int attempts, Duration wait, String why) {
    var due = Instant.now().plus(wait);
    write(
        em -> {
          var row = new PendingEntity(heard, listener);
          row.again(attempts, due, why);
          em.persist(row);
          return true;
        });
    lookAt(due);
  }

  private void lookAt(Instant due) {
    nextLook = due.isBefore(nextLook) ? due : nextLook;
  }

  /**
   * @return how long nothing is to be looked for
   */
  Duration rest(Instant now) {
    var rest = Duration.between(now, nextLook.equals(Instant.MIN) ? now : nextLook);
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  /**
   * @return what is to be tried again now
   */
  List<PendingEntity> due(Instant now) {
    if (now.isBefore(nextLook)) {
      return List.of();
    }
    List<PendingEntity> due =
        read(
            em ->
                em.createQuery(
                        "select p from PendingEntity p where p.state = :waiting"
                            + " and p.dueAt <= :now order by p.dueAt, p.id",
                        PendingEntity.class)
                    .setParameter("waiting", PendingEntity.State.WAITING)
                    .setParameter("now", now)
                    .setMaxResults(TOGETHER)
                    .getResultList());
    nextLook = due.size() == TOGETHER ? now : now.plus(LOOK);
    return due;
  }

  /** Its listener has taken it. */
  void taken(PendingEntity row) {
    write(
        em -> {
          var now = em.find(PendingEntity.class, row.id());
          if (now != null) {
            em.remove(now);
          }
          return true;
        });
  }

  /** Its listener is still not here. */
  void stillAbsent(PendingEntity row, Instant now) {
    if (row.toHeard().at().isBefore(now.minus(Subscriptions.GONE))) {
      stick(row, row.attempts(), "Its listener was not here for a day.");
    } else {
      again(row, row.attempts(), now.plus(LOOK), ABSENT);
    }
  }

  /** Its listener could not take it once more. */
  void failedAgain(PendingEntity row, Throwable why, Instant now) {
    int attempts = row.attempts() + 1;
    if (attempts >= patience.most()) {
      LOG.warn(
          "{} could not take {} in {} attempts: it is stuck, see msp:stuck-event-list",
          row.listener(),
          row.toHeard(),
          attempts,
          why);
      stick(row, attempts, String.valueOf(why));
    } else {
      LOG.info("{} could not take {}, attempt {}", row.listener(), row.toHeard(), attempts);
      again(row, attempts, now.plus(patience.after(attempts)), String.valueOf(why));
    }
  }

  private void again(PendingEntity row, int attempts, Instant due, String why) {
    change(row, now -> now.again(attempts, due, why));
    lookAt(due);
  }

  private void stick(PendingEntity row, int attempts, String why) {
    change(
        row,
        now -> {
          now.stick(attempts, why);
          var heard = now.toHeard();
          // a listener to this very event would never come to an end
          if (!heard.type().equals(EventStuck.class.getName())) {
            events.publish(
                new EventStuck(
                    EventId.next(),
                    Instant.now(),
                    EventId.of(heard.id()),
                    heard.type(),
                    heard.tenant() == null ? null : TenantId.of(heard.tenant()),
                    now.listener(),
                    now.reason()));
          }
        });
  }

  private interface Change {
    void on(PendingEntity row);
  }

  private void change(PendingEntity row, Change change) {
    write(
        em -> {
          var now = em.find(PendingEntity.class, row.id());
          if (now != null) {
            change.on(now);
          }
          return true;
        });
  }
}
