// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import io.custode.api.plugin.PluginId;
import io.custode.persistence.core.TenantBinding;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.access.Caller;
import io.custode.platform.internal.access.Callers;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What it costs to call a plugin on a thread of its own. Run by name: -Dtest=CallBenchmark. */
class CallBenchmark {
  private static final int CALLS = 100_000;
  private static final PluginId ACME = PluginId.of("acme");

  @Test
  void measure() {
    var callers = new Callers();
    var calls = PatientCalls.of(callers, new Unbound(), new WorkGate());
    var who = new Caller(Platform.technician("tech", "acme.note.read"), "rest");
    callers.with(
        who,
        () -> {
          for (int round = 0; round < 3; round++) {
            measure(calls);
          }
          return true;
        });
    calls.stop();
  }

  private static void measure(BoundedCalls calls) {
    var nanos = new long[CALLS];
    for (int i = 0; i < CALLS; i++) {
      long begin = System.nanoTime();
      try {
        calls.call(ACME, () -> 1);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      nanos[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "CallBenchmark: p50 %.1f us, p90 %.1f us, p99 %.1f us%n",
        nanos[CALLS / 2] / 1e3, nanos[CALLS / 10 * 9] / 1e3, nanos[CALLS / 100 * 99] / 1e3);
  }

  /** Nobody is bound. */
  private static final class Unbound implements TenantBinding {
    @Override
    public <T> T bind(Binding binding, Supplier<T> work) {
      return work.get();
    }

    @Override
    public @Nullable Binding current() {
      return null;
    }

    @Override
    public void meter(@Nullable LongAdder held) {
      // nothing is stored here
    }
  }
}
