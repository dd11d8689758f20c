// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How fast what waits in the outbox gets into the record: {@code -Dtest=AuditBenchmark}. */
class AuditBenchmark {
  private static final int ENTRIES = 5000;

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void appends(TestDatabases kind) {
    var platform = new Platform(kind);
    wait(platform, 1000);
    platform.deliverAudit();
    wait(platform, ENTRIES);
    long start = System.nanoTime();
    platform.deliverAudit();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%s: %.0f appends/s%n", kind, ENTRIES / seconds);
    start = System.nanoTime();
    long entries = platform.check.check(null).entries();
    seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%s: %.0f entries/s verified%n", kind, entries / seconds);
  }

  private static void wait(Platform platform, int entries) {
    var tenant = platform.tenant("Acme" + Uuid7.next());
    platform.in(
        tenant,
        () ->
            platform.store.write(
                em -> {
                  for (int i = 0; i < entries; i++) {
                    platform.audit.record("core.door.open", "door/" + i, Json.EMPTY);
                  }
                  return true;
                }));
  }
}
