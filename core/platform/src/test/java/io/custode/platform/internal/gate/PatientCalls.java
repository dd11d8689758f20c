// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import io.custode.persistence.core.TenantBinding;
import io.custode.platform.internal.access.Callers;
import java.time.Duration;

/** Calls of plugins with bounds that no test reaches by accident. */
public final class PatientCalls {
  static final Budget BUDGET = budget(1000, 1 << 20, 1000, 1000);

  private PatientCalls() {}

  /** Of the database, of events and of the log as much as anybody may want. */
  static Budget budget(int cpuSeconds, int mebibytes, int late, int failed) {
    return new Budget(cpuSeconds, mebibytes, 1000, late, failed, 1_000_000, 1000, 1_000_000, 1000);
  }

  /** A few at once. */
  public static BoundedCalls of(Callers callers, TenantBinding binding, WorkGate gate) {
    return new BoundedCalls(
        callers, binding, gate, 4, 4, Duration.ofSeconds(20), BUDGET, new Suspect(null));
  }
}
