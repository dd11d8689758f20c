// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.plugin.PluginId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a plugin's transactions hold is the plugin's, and nobody else's. */
class DatabaseTimeTest {
  private static final PluginId ACME = PluginId.of("acme");
  private static final Duration HELD = Duration.ofMillis(50);

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void isCountedWhileAConnectionIsHeld(TestDatabases kind) throws Exception {
    var platform = new Platform(kind);
    var calls = platform.calls(new WorkGate());
    try {
      var tenant = platform.tenant("Acme");
      calls.call(
          ACME,
          () ->
              platform.in(
                  tenant,
                  () -> {
                    LockSupport.parkNanos(HELD.toNanos());
                    return platform.store.read(
                        em -> {
                          LockSupport.parkNanos(HELD.toNanos());
                          return platform.store.read(inner -> 1);
                        });
                  }));
      platform.in(tenant, () -> platform.store.read(em -> park()));
      calls.look();
      assertThat(calls.meter(ACME).during(1).databaseNanos())
          .isGreaterThanOrEqualTo(HELD.toNanos());
      calls.counted("acme", () -> platform.in(tenant, () -> platform.store.read(em -> park())));
      calls.look();
      assertThat(calls.meter(ACME).during(1).databaseNanos())
          .isGreaterThanOrEqualTo(HELD.toNanos());
    } finally {
      calls.stop();
    }
  }

  private static int park() {
    LockSupport.parkNanos(HELD.toNanos());
    return 1;
  }
}
