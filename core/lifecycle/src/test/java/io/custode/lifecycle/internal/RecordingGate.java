// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.plugin.PluginId;
import io.custode.core.gate.PluginGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A gate that remembers what it was told. */
final class RecordingGate implements PluginGate {
  final List<String> told = new CopyOnWriteArrayList<>();
  volatile boolean publishes = true;
  volatile Optional<String> refuses = Optional.empty();
  volatile String dies = "";
  volatile boolean interruptsOnce;

  /** Requests that do not end in time. */
  volatile boolean busy;

  /** What it takes to publish the resources of one plugin. */
  volatile Duration publishing = Duration.ZERO;

  /** How long it drained while it was busy. */
  volatile Duration drained = Duration.ZERO;

  private final CountDownLatch never = new CountDownLatch(1);

  /** Everybody whom it held, one after the other. */
  final List<PluginId> holds = new CopyOnWriteArrayList<>();

  /** Runs when somebody is about to be held. */
  volatile Step onHold = () -> {};

  /** Several plugins may wait for the same change. */
  private final Set<PluginId> held = ConcurrentHashMap.newKeySet();

  /** What a test does meanwhile. */
  interface Step {
    void run() throws Exception;
  }

  /** Another process has one that holds nothing. */
  void isNew() {
    dies = "";
    held.clear();
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
    held.add(plugin);
    if (busy) {
      take(atMost);
      drained = drained.plus(atMost);
    }
    return !busy;
  }

  private void take(Duration time) {
    try {
      assertThat(never.await(time.toNanos(), TimeUnit.NANOSECONDS)).isFalse();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void open(PluginId plugin) {
    tell("open");
    held.remove(plugin);
  }

  boolean isHeld(PluginId plugin) {
    return held.contains(plugin);
  }

  @Override
  public boolean awaitPublished(PluginId plugin, int resources, Duration atMost) {
    tell("published " + resources);
    if (interruptsOnce) {
      interruptsOnce = false;
      Thread.currentThread().interrupt();
      return false;
    }
    var time = publishing;
    take(time.compareTo(atMost) < 0 ? time : atMost);
    return publishes && time.compareTo(atMost) <= 0;
  }

  @Override
  public Optional<String> refusal(PluginId plugin) {
    return refuses;
  }

  private void tell(String what) {
    told.add(what);
    Killed.at(what, dies);
  }
}
