// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.TooMany;
import io.custode.api.id.Uuid7;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThrottleTest {
  private Instant now = Instant.now();
  private final String key = "user " + Uuid7.next();
  private PeopleStore store;
  private Throttle throttle;

  private void on(TestDatabases kind) {
    var platform = new Platform(kind);
    store = new PeopleStore(platform.store, platform.visibility);
    throttle = node();
  }

  /** Another one on the same database. */
  private Throttle node() {
    return new Throttle(
        store,
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
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aHundredGuessesTakeHoursOnHoweverManyNodes(TestDatabases kind) {
    on(kind);
    var other = node();
    var start = now;
    for (int i = 0; i < 100; i++) {
      // what another node counted is seen within half a second
      now = now.plusMillis(501);
      var here = i % 2 == 0 ? throttle : other;
      try {
        here.check(key);
      } catch (TooMany e) {
        now = now.plus(e.retryAfter());
        here.check(key);
      }
      here.failed(key);
    }
    assertThat(Duration.between(start, now)).isGreaterThan(Duration.ofHours(12));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void fourSlipsCostNothingAndSuccessForgetsOnEveryNode(TestDatabases kind) {
    on(kind);
    var other = node();
    for (int i = 0; i < 4; i++) {
      throttle.failed(key);
    }
    assertThatCode(() -> throttle.check(key)).doesNotThrowAnyException();
    other.succeeded(key);
    throttle.failed(key);
    assertThatCode(() -> throttle.check(key)).doesNotThrowAnyException();
    for (int i = 0; i < 4; i++) {
      throttle.failed(key);
    }
    assertThatThrownBy(() -> throttle.check(key)).isInstanceOf(TooMany.class);
    assertThatThrownBy(() -> node().check(key)).as("a new node").isInstanceOf(TooMany.class);
    now = now.plus(Duration.ofHours(3));
    throttle.failed(key);
    assertThatCode(() -> throttle.check(key)).as("hours later").doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void noneOfManyAtOnceIsLost(TestDatabases kind) throws Exception {
    on(kind);
    var other = node();
    var pool = Executors.newFixedThreadPool(4);
    try {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < 40; i++) {
        var here = i % 2 == 0 ? throttle : other;
        all.add(pool.submit(() -> here.failed(key)));
      }
      for (var one : all) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }
    var counted = store.read(em -> em.find(ThrottleEntity.class, Secrets.hash(key)).failures());
    assertThat(counted).isEqualTo(40);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void oneKeyDoesNotBlockAnother(TestDatabases kind) {
    on(kind);
    for (int i = 0; i < 20; i++) {
      throttle.failed(key);
    }
    assertThatThrownBy(() -> throttle.check(key)).isInstanceOf(TooMany.class);
    assertThatCode(() -> throttle.check(key + "x")).doesNotThrowAnyException();
  }
}
