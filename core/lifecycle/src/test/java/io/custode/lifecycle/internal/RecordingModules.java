// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.api.plugin.PluginId;
import io.custode.core.module.ModuleRepository;
import io.custode.core.module.PluginModule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what it is told. */
final class RecordingModules implements ModuleRepository {
  /** That have modules of a plugin. */
  final Map<PluginId, Integer> machines = new ConcurrentHashMap<>();

  final Map<PluginId, List<PluginModule>> brought = new ConcurrentHashMap<>();
  volatile PluginId refuses = PluginId.of("acmenobody");
  RecordingGate.Step meanwhile = () -> {};

  @Override
  public void follow(PluginId plugin, List<PluginModule> modules) {
    if (plugin.equals(refuses)) {
      throw new Conflict("module-of-another", "It is another's.", "Nothing was changed.");
    }
    try {
      meanwhile.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    brought.put(plugin, modules);
  }

  @Override
  public Set<PluginId> plugins() {
    return brought.keySet();
  }

  @Override
  public int machines(Collection<PluginId> plugins) {
    return plugins.stream().mapToInt(plugin -> machines.getOrDefault(plugin, 0)).sum();
  }

  List<String> of(PluginId plugin) {
    return brought.get(plugin).stream().map(PluginModule::toString).toList();
  }
}
