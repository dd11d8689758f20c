// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.error.TooMany;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Slows down guessing: after five failures of one key, each further one doubles the wait, from 10
 * seconds to 15 minutes. Forgets the longest unseen key beyond ten thousand.
 */
@Component(service = Throttle.class)
public final class Throttle {
  private static final int FREE = 5;
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  // longer than the longest wait, or waiting it out would win five free tries
  private static final Duration MEMORY = Duration.ofHours(2);

  private record Failures(int count, Instant last, Instant until) {}

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > 10_000;
        }
      };

  @Activate
  public Throttle() {
    this(Clock.systemUTC());
  }

  Throttle(Clock clock) {
    this.clock = clock;
  }

  /**
   * @throws TooMany while the key must wait
   */
  synchronized void check(String key) {
    var known = failures.get(key);
    if (known != null && known.until().isAfter(clock.instant())) {
      throw new TooMany(
          "Too many failed sign-ins.",
          Duration.between(clock.instant(), known.until()).plusSeconds(1));
    }
  }

  synchronized void failed(String key) {
    var now = clock.instant();
    var known = failures.get(key);
    boolean fresh = known == null || known.last().plus(MEMORY).isBefore(now);
    int count = fresh || known == null ? 1 : known.count() + 1;
    var wait = count < FREE ? Duration.ZERO : FIRST.multipliedBy(1L << Math.min(count - FREE, 7));
    failures.put(
        key, new Failures(count, now, now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait)));
  }

  synchronized void succeeded(String key) {
    failures.remove(key);
  }
}
