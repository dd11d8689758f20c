// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlatformClockTest {
  private static final Instant PLATFORM = Instant.parse("2026-11-24T08:00:00Z");

  private Instant wall = PLATFORM.minus(Duration.ofDays(2));
  private long nanos = 5;
  private final PlatformClock clock = new PlatformClock(() -> wall, () -> nanos);

  @Test
  void isNotKnownBeforeThePlatformSpoke() {
    assertThat(clock.now()).isEmpty();
  }

  @Test
  void runsOnThoughTheMachinesClockIsDaysOff() {
    clock.heard(PLATFORM);
    pass(Duration.ofHours(1), Duration.ofHours(1));
    assertThat(clock.now()).contains(PLATFORM.plus(Duration.ofHours(1)));
    assertThat(clock.offset()).isEqualTo(Duration.ofDays(2));
  }

  @Test
  void isNotKnownAfterTheClockWasSetOrTheMachineSlept() {
    clock.heard(PLATFORM);
    pass(Duration.ofHours(8), Duration.ofSeconds(3));
    assertThat(clock.now()).isEmpty();
    clock.heard(PLATFORM.plus(Duration.ofHours(8)));
    assertThat(clock.now()).contains(PLATFORM.plus(Duration.ofHours(8)));
  }

  private void pass(Duration onTheWall, Duration ticked) {
    wall = wall.plus(onTheWall);
    nanos += ticked.toNanos();
  }
}
