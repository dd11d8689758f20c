// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginId;
import io.custode.core.gate.PluginGate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gate that remembers what it was told. */
final class RecordingGate implements PluginGate {
  final List<String> told = new CopyOnWriteArrayList<>();
  volatile boolean publishes = true;
  volatile String dies = "";
  volatile boolean interruptsOnce;

  @Override
  public void hold(PluginId plugin) {
    tell("hold");
  }

  @Override
  public boolean drain(PluginId plugin, Duration atMost) {
    tell("drain");
    return true;
  }

  @Override
  public void open(PluginId plugin) {
    tell("open");
  }

  @Override
  public boolean awaitPublished(PluginId plugin, int resources, Duration atMost) {
    tell("published " + resources);
    if (interruptsOnce) {
      interruptsOnce = false;
      Thread.currentThread().interrupt();
      return false;
    }
    return publishes;
  }

  private void tell(String what) {
    told.add(what);
    Killed.at(what, dies);
  }
}
