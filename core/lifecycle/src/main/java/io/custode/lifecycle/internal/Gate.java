// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginId;
import io.custode.core.gate.PluginGate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The gate before the plugins' resources, while it is there. Without it there are no requests to
 * hold: plugins come and go all the same.
 */
@Component(service = Gate.class)
public final class Gate {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable PluginGate gate;

  /** Begins without a gate. */
  public Gate() {}

  Gate(PluginGate gate) {
    this.gate = gate;
  }

  void hold(PluginId plugin) {
    var there = gate;
    if (there != null) {
      there.hold(plugin);
    }
  }

  void open(PluginId plugin) {
    var there = gate;
    if (there != null) {
      there.open(plugin);
    }
  }

  boolean drain(PluginId plugin, Duration atMost) {
    var there = gate;
    return there == null || there.drain(plugin, atMost);
  }

  boolean awaitPublished(PluginId plugin, int resources, Duration atMost) {
    var there = gate;
    return there == null || resources == 0 || there.awaitPublished(plugin, resources, atMost);
  }
}
