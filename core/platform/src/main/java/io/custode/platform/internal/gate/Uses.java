// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import io.custode.api.plugin.PluginId;
import io.custode.core.call.PluginUse;
import io.custode.core.call.PluginUse.Unit;
import java.util.List;

/** What a meter counted, beside its limits, for people. */
final class Uses {
  private static final int SECONDS = 60;

  private Uses() {}

  static List<PluginUse> of(PluginId plugin, Budget budget, Use minute, Use minutes) {
    return List.of(
        new PluginUse(plugin, "calls", minute.calls(), null, Unit.COUNT, SECONDS),
        count(plugin, "failed", minute.failed(), budget.failed()),
        new PluginUse(
            plugin, "late", minutes.late(), (long) budget.late(), Unit.COUNT, 5 * SECONDS),
        time(plugin, "cpu", minute.cpuNanos(), budget.cpuSeconds()),
        new PluginUse(
            plugin, "memory", minute.bytes(), (long) budget.mebibytes() << 20, Unit.BYTES, SECONDS),
        time(plugin, "database", minute.databaseNanos(), budget.databaseSeconds()),
        count(plugin, "refused", minute.refused(), budget.refused()),
        count(plugin, "dropped", minute.dropped(), budget.dropped()));
  }

  private static PluginUse count(PluginId plugin, String what, long taken, int limit) {
    return new PluginUse(plugin, what, taken, (long) limit, Unit.COUNT, SECONDS);
  }

  private static PluginUse time(PluginId plugin, String what, long nanos, int seconds) {
    return new PluginUse(
        plugin, what, nanos / 1_000_000, seconds * 1000L, Unit.MILLISECONDS, SECONDS);
  }
}
