// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginId;
import io.custode.core.gate.PluginGate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** A gate that remembers what it was told. */
final class RecordingGate implements PluginGate {
  private static final int MOST = 1000;
  final List<String> told = new CopyOnWriteArrayList<>();
  volatile boolean publishes = true;
  volatile String dies = "";
  volatile boolean interruptsOnce;

  /** Everybody whom it held, one after the other. */
  final List<PluginId> holds = new CopyOnWriteArrayList<>();

  /** Runs when somebody is about to be held. */
  volatile Step onHold = () -> {};

  private Semaphore requests = new Semaphore(MOST, true);

  /** Several plugins may wait for the same change; a request here is for any of them. */
  private final Set<PluginId> held = ConcurrentHashMap.newKeySet();

  /** What a test does meanwhile. */
  interface Step {
    void run() throws Exception;
  }

  /** Another process has one that holds nothing. */
  synchronized void isNew() {
    dies = "";
    held.clear();
    requests = new Semaphore(MOST, true);
  }

  private synchronized Semaphore requests() {
    return requests;
  }

  @Override
  public void hold(PluginId plugin) {
    tell("hold");
    holds.add(plugin);
    try {
      onHold.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean drain(PluginId plugin, Duration atMost) {
    tell("drain");
    if (held.isEmpty()) {
      requests().acquireUninterruptibly(MOST);
    }
    held.add(plugin);
    return true;
  }

  @Override
  public void open(PluginId plugin) {
    tell("open");
    held.remove(plugin);
    if (held.isEmpty() && requests().availablePermits() == 0) {
      requests().release(MOST);
    }
  }

  boolean isHeld(PluginId plugin) {
    return held.contains(plugin);
  }

  /** A request: it waits while the plugin is held. */
  void pass(Runnable request) {
    requests().acquireUninterruptibly();
    try {
      request.run();
    } finally {
      requests().release();
    }
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
