// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.error.Conflict;
import io.custode.api.error.TooMany;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Slows down guessing, on all nodes together: after five failures of one key, each further one
 * doubles the wait, from 10 seconds to 15 minutes. Who guesses nothing wrong costs a read by key,
 * and that at most twice a second; what this node counts it knows at once.
 */
@Component(service = Throttle.class)
public final class Throttle {
  private static final int FREE = 5;
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  // longer than the longest wait, or waiting it out would win five free tries
  private static final Duration MEMORY = Duration.ofHours(2);
  private static final Duration REMEMBER = Duration.ofMillis(500);
  private static final int MOST = 10_000;

  /** What was read or written last; {@code until} is EPOCH if there are no failures. */
  private record Known(Instant until, Instant at) {}

  private final PeopleStore store;
  private final Clock clock;
  private final Map<String, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };

  @Activate
  public Throttle(@Reference PeopleStore store) {
    this(store, Clock.systemUTC());
  }

  Throttle(PeopleStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * @throws TooMany while the key must wait
   */
  void check(String key) {
    var hash = Secrets.hash(key);
    var now = clock.instant();
    var before = remembered(hash);
    if (before == null || before.at().plus(REMEMBER).isBefore(now)) {
      before = new Known(store.read(em -> until(em, hash)), now);
      remember(hash, before);
    }
    if (before.until().isAfter(now)) {
      throw new TooMany(
          "Too many failed sign-ins.", Duration.between(now, before.until()).plusSeconds(1));
    }
  }

  private static Instant until(EntityManager em, String hash) {
    var row = em.find(ThrottleEntity.class, hash);
    return row == null ? Instant.EPOCH : row.until();
  }

  void failed(String key) {
    var hash = Secrets.hash(key);
    var now = clock.instant();
    Instant until;
    try {
      until = store.write(em -> count(em, hash, now));
    } catch (Conflict e) {
      // another failed for the first time at the same moment: his row is there now
      until = store.write(em -> count(em, hash, now));
    }
    remember(hash, new Known(until, now));
  }

  private static Instant count(EntityManager em, String hash, Instant now) {
    em.createQuery("delete from ThrottleEntity t where t.last < :old")
        .setParameter("old", now.minus(MEMORY))
        .executeUpdate();
    // one statement, so that none of several at once is lost; it holds the row to the end
    int counted =
        em.createQuery(
                "update ThrottleEntity t set t.failures = t.failures + 1, t.last = :now"
                    + " where t.key = :hash")
            .setParameter("now", now)
            .setParameter("hash", hash)
            .executeUpdate();
    if (counted == 0) {
      em.persist(new ThrottleEntity(hash, now));
      return now;
    }
    var row = em.find(ThrottleEntity.class, hash);
    em.refresh(row);
    row.waitUntil(now.plus(waiting(row.failures())));
    return row.until();
  }

  private static Duration waiting(int failures) {
    if (failures < FREE) {
      return Duration.ZERO;
    }
    var wait = FIRST.multipliedBy(1L << Math.min(failures - FREE, 7));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  void succeeded(String key) {
    var hash = Secrets.hash(key);
    var before = remembered(hash);
    if (before == null || !before.until().equals(Instant.EPOCH)) {
      store.write(
          em ->
              em.createQuery("delete from ThrottleEntity t where t.key = :hash")
                  .setParameter("hash", hash)
                  .executeUpdate());
      remember(hash, new Known(Instant.EPOCH, clock.instant()));
    }
  }

  private synchronized @Nullable Known remembered(String hash) {
    return known.get(hash);
  }

  private synchronized void remember(String hash, Known now) {
    known.put(hash, now);
  }
}
