// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final AtomicLong now = new AtomicLong();
  private final Throttle throttle = new Throttle(3, now::get);

  @Test
  void letsAnAddressFailSoManyTimesAMinute() {
    for (int i = 0; i < 3; i++) {
      assertThat(throttle.waitFor("a")).isZero();
      throttle.failed("a");
    }
    assertThat(throttle.waitFor("a")).isBetween(1L, 61L);
    assertThat(throttle.waitFor("b")).isZero();
    now.addAndGet(TimeUnit.SECONDS.toNanos(61));
    assertThat(throttle.waitFor("a")).isZero();
    throttle.failed("a");
    assertThat(throttle.waitFor("a")).isZero();
  }

  @Test
  void takesAnIpv6NetworkAsOneAddress() {
    assertThat(Throttle.key("2001:db8:1:2::1")).isEqualTo(Throttle.key("2001:db8:1:2:ffff::9"));
    assertThat(Throttle.key("2001:db8:1:2::1")).isNotEqualTo(Throttle.key("2001:db8:1:3::1"));
    assertThat(Throttle.key("192.0.2.7")).isEqualTo("192.0.2.7");
  }
}
