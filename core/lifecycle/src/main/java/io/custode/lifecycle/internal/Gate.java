// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginId;
import io.custode.core.gate.PluginGate;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The gates before what a plugin offers: its resources, and its commands, jobs and listeners. One
 * that is not there has nothing to hold: plugins come and go all the same.
 */
@Component(service = Gate.class)
public final class Gate {
  /** By {@code service.ranking}, the outermost first. */
  private volatile List<PluginGate> gates = List.of();

  private final NavigableMap<ServiceReference<PluginGate>, PluginGate> found =
      new TreeMap<>(Comparator.reverseOrder());

  /** Begins without a gate. */
  public Gate() {}

  Gate(PluginGate gate) {
    this.gates = List.of(gate);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  synchronized void bindGate(ServiceReference<PluginGate> reference, PluginGate gate) {
    found.put(reference, gate);
    gates = List.copyOf(found.values());
  }

  synchronized void unbindGate(ServiceReference<PluginGate> reference) {
    found.remove(reference);
    gates = List.copyOf(found.values());
  }

  /**
   * Holds one door after the other, each after what came through the one before has ended: a
   * request may run a command, a command makes no request.
   *
   * @return whether all that was under way ended in time
   */
  boolean hold(PluginId plugin, Deadline drained) {
    boolean all = true;
    for (var gate : gates) {
      gate.hold(plugin);
      all &= gate.drain(plugin, drained.left());
    }
    return all;
  }

  void open(PluginId plugin) {
    gates.forEach(gate -> gate.open(plugin));
  }

  boolean awaitPublished(PluginId plugin, int resources, Duration atMost) {
    var end = Deadline.in(atMost);
    return resources == 0
        || gates.stream().allMatch(gate -> gate.awaitPublished(plugin, resources, end.left()));
  }

  /**
   * @return what of the plugin a gate does not take, and why
   */
  Optional<String> refusal(PluginId plugin) {
    return gates.stream().flatMap(gate -> gate.refusal(plugin).stream()).findFirst();
  }
}
