// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.api.plugin.PluginId;
import io.custode.lifecycle.internal.Components.Fault;
import java.time.Duration;
import java.util.Optional;
import org.osgi.framework.Bundle;

/** Whether a plugin works that has started: it has its tables, its services, and is published. */
final class PluginProbe {
  private final Components components;
  private final Gate gate;
  private final NodeTables tables;
  private final Duration least;

  /**
   * @param least what there is left after tables were changed
   */
  PluginProbe(Components components, Gate gate, NodeTables tables, Duration least) {
    this.components = components;
    this.gate = gate;
    this.tables = tables;
    this.least = least;
  }

  /**
   * @throws Conflict if it does not by then, or never will
   */
  void awaitWork(PluginId plugin, Bundle bundle, Deadline end) {
    var fault = awaitComponents(plugin, bundle, end);
    if (fault.isEmpty() && !gate.awaitPublished(plugin, components.resources(bundle), end.left())) {
      throw NodePlugins.fails(
          "its REST resources were not published in time, perhaps for a permission that nobody"
              + " declares",
          null);
    }
    // what published them has also made them: now it shows whether they can be made
    fault = fault.or(() -> fault(plugin, bundle).map(Fault::text));
    if (fault.isPresent()) {
      throw tables.lackDatabase(plugin)
          ? NodePlugins.failing(
              fault.get(), "See that the database answers and has room, then repeat.")
          : NodePlugins.fails(fault.get(), null);
    }
  }

  private Optional<String> awaitComponents(PluginId plugin, Bundle bundle, Deadline end) {
    var fault = fault(plugin, bundle);
    while (fault.isPresent() && !fault.get().last() && !end.isOver()) {
      NodePlugins.pause();
      if (tables.change(plugin)) {
        end.leave(least);
      }
      fault = fault(plugin, bundle);
    }
    return fault.map(Fault::text);
  }

  /** Its tables first: without them its components would only say that they lack their store. */
  Optional<Fault> fault(PluginId plugin, Bundle bundle) {
    return tables
        .fault(plugin)
        .or(() -> components.fault(bundle))
        .or(() -> gate.refusal(plugin).map(why -> new Fault(why, true)));
  }
}
