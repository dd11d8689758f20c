// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.TooMany;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Throttle throttle =
      new Throttle(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  @Test
  void aHundredGuessesTakeHours() {
    var start = now;
    for (int i = 0; i < 100; i++) {
      now = now.plusMillis(1);
      try {
        throttle.check("admin");
      } catch (TooMany e) {
        now = now.plus(e.retryAfter());
        throttle.check("admin");
      }
      throttle.failed("admin");
    }
    assertThat(Duration.between(start, now)).isGreaterThan(Duration.ofHours(12));
  }

  @Test
  void fourSlipsCostNothingAndSuccessForgets() {
    for (int i = 0; i < 4; i++) {
      throttle.failed("admin");
    }
    assertThatCode(() -> throttle.check("admin")).doesNotThrowAnyException();
    throttle.succeeded("admin");
    throttle.failed("admin");
    assertThatCode(() -> throttle.check("admin")).doesNotThrowAnyException();
  }

  @Test
  void oneKeyDoesNotBlockAnother() {
    for (int i = 0; i < 20; i++) {
      throttle.failed("admin");
    }
    assertThatThrownBy(() -> throttle.check("admin")).isInstanceOf(TooMany.class);
    assertThatCode(() -> throttle.check("anna")).doesNotThrowAnyException();
  }
}
