// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(new Random(1));

  @Test
  void triesForEverEverSlowerUpToHalfAMinuteOrSo() {
    assertThat(backoff.afterFailure()).isBetween(500L, 1500L);
    assertThat(backoff.afterFailure()).isBetween(1000L, 3000L);
    for (int i = 0; i < 1000; i++) {
      assertThat(backoff.afterFailure()).isBetween(500L, 45_000L);
    }
    backoff.succeeded();
    assertThat(backoff.afterFailure()).isBetween(500L, 1500L);
  }

  @Test
  void isSlowAfterARefusal() {
    assertThat(backoff.afterRefusal()).isBetween(7_500L, 22_500L);
    for (int i = 0; i < 5; i++) {
      backoff.afterRefusal();
    }
    assertThat(backoff.afterRefusal()).isBetween(150_000L, 450_000L);
  }
}
