// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.link;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The platform's time by its last word and what passed here since. The machine's own clock may be
 * days off; what counts is that it runs. Two clocks are compared: if they disagree on how much time
 * passed (the clock was set, or the machine slept), the platform's time is not known until it
 * speaks again.
 */
public final class PlatformClock {
  private static final Duration TOLERANCE = Duration.ofSeconds(10);

  /** A clock that nobody sets, in nanoseconds. */
  @FunctionalInterface
  interface Ticker {
    long nanos();
  }

  private record Word(Instant platform, Instant wall, long ticks) {}

  private final InstantSource wall;
  private final Ticker ticker;
  private volatile @Nullable Word last;

  public PlatformClock() {
    this(InstantSource.system(), System::nanoTime);
  }

  PlatformClock(InstantSource wall, Ticker ticker) {
    this.wall = wall;
    this.ticker = ticker;
  }

  void heard(Instant platform) {
    last = new Word(platform, wall.instant(), ticker.nanos());
  }

  /** Empty if it is not known for sure. */
  public Optional<Instant> now() {
    var word = last;
    if (word == null) {
      return Optional.empty();
    }
    var byTicks = Duration.ofNanos(ticker.nanos() - word.ticks());
    var byWall = Duration.between(word.wall(), wall.instant());
    return byTicks.minus(byWall).abs().compareTo(TOLERANCE) > 0
        ? Optional.empty()
        : Optional.of(word.platform().plus(byTicks));
  }

  /** How far the platform is ahead of the machine's clock. */
  Duration offset() {
    var word = last;
    return word == null ? Duration.ZERO : Duration.between(word.wall(), word.platform());
  }
}
