// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.TooMany;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final AtomicLong clock = new AtomicLong();
  private final Throttle throttle = new Throttle(clock::get);

  @Test
  void aBurstIsFineAFloodIsNotAndTimeHeals() {
    for (int i = 0; i < 5; i++) {
      throttle.take("a", 2, 5);
    }
    assertThatThrownBy(() -> throttle.take("a", 2, 5)).isInstanceOf(TooMany.class);
    throttle.take("b", 2, 5);
    clock.addAndGet(1_000_000_000);
    throttle.take("a", 2, 5);
    throttle.take("a", 2, 5);
    assertThatThrownBy(() -> throttle.take("a", 2, 5)).isInstanceOf(TooMany.class);
  }

  @Test
  void forgetsCallersThatAreQuiet() {
    for (int i = 0; i <= 20_001; i++) {
      throttle.take("caller " + i, 100, 100);
    }
    clock.addAndGet(10_000_000_000L);
    throttle.take("one more", 100, 100);
    assertThat(throttle.size()).isEqualTo(1);
  }
}
