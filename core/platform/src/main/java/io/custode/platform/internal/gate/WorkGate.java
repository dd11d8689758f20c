// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import io.custode.api.error.Unavailable;
import io.custode.api.plugin.PluginId;
import io.custode.core.gate.PluginGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Stands before what the platform calls of a plugin: commands wait here while it changes, jobs and
 * listeners are not begun. What is core's own passes.
 */
@Component(service = {WorkGate.class, PluginGate.class})
public final class WorkGate implements PluginGate {
  /** As many as may hold a thread each. */
  private static final int MOST_WAITING = 100;

  private final Duration patience;
  private final Map<String, Integer> underWay = new HashMap<>();
  private final Set<String> held = new HashSet<>();

  /** On whose behalf this thread is at work. */
  private final ThreadLocal<List<String>> inside = ThreadLocal.withInitial(ArrayList::new);

  /** What is not taken, by what it is. */
  private final Map<Object, Refusal> refused = new IdentityHashMap<>();

  private record Refusal(String owner, String why) {}

  private int waiting;

  @Activate
  public WorkGate() {
    this(Duration.ofSeconds(15));
  }

  WorkGate(Duration patience) {
    this.patience = patience;
  }

  /**
   * Runs a command, after the plugin has changed if it does.
   *
   * @param owner id of a plugin; anything else is core's
   * @throws Unavailable if that takes too long, or too many wait already
   */
  public <T> T run(String owner, Supplier<T> command) {
    enter(owner);
    try {
      return inside(owner, command::get);
    } finally {
      leave(owner);
    }
  }

  /**
   * @return whether a job or listener may begin now; then {@link #leave} has to follow
   */
  public synchronized boolean tryEnter(String owner) {
    if (held.contains(owner) && !inside.get().contains(owner)) {
      return false;
    }
    underWay.merge(owner, 1, Integer::sum);
    return true;
  }

  public synchronized void leave(String owner) {
    underWay.computeIfPresent(owner, (id, count) -> count == 1 ? null : count - 1);
    notifyAll();
  }

  /** Does what {@link #tryEnter} allowed. What that leads to must not wait for its own end. */
  public <T, E extends Exception> T inside(String owner, Work<T, E> work) throws E {
    return inside(List.of(owner), work);
  }

  <T, E extends Exception> T inside(List<String> owners, Work<T, E> work) throws E {
    inside.get().addAll(owners);
    try {
      return work.run();
    } finally {
      owners.forEach(inside.get()::remove);
      if (inside.get().isEmpty()) {
        inside.remove();
      }
    }
  }

  /**
   * @return on whose behalf this thread is at work
   */
  List<String> owners() {
    return List.copyOf(inside.get());
  }

  /** What a plugin does. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E;
  }

  private synchronized void enter(String owner) {
    if (tryEnter(owner)) {
      return;
    }
    if (waiting >= MOST_WAITING) {
      throw changing();
    }
    waiting++;
    try {
      long end = System.nanoTime() + patience.toNanos();
      while (!tryEnter(owner)) {
        if (!waitUntil(end)) {
          throw changing();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw changing();
    } finally {
      waiting--;
    }
  }

  private static Unavailable changing() {
    return new Unavailable(
        "The plugin is being changed; the command was not run.", Duration.ofSeconds(2));
  }

  @Override
  public synchronized void hold(PluginId plugin) {
    held.add(plugin.value());
  }

  @Override
  public synchronized boolean drain(PluginId plugin, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (underWay.containsKey(plugin.value())) {
        if (!waitUntil(end)) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public synchronized void open(PluginId plugin) {
    held.remove(plugin.value());
    notifyAll();
  }

  /**
   * A plugin brings something that is never called.
   *
   * @param what until {@link #forget}
   * @param why for people
   */
  public synchronized void refuse(String owner, Object what, String why) {
    refused.put(what, new Refusal(owner, why));
  }

  public synchronized void forget(Object what) {
    refused.remove(what);
  }

  @Override
  public synchronized Optional<String> refusal(PluginId plugin) {
    return refused.values().stream()
        .filter(refusal -> refusal.owner().equals(plugin.value()))
        .map(Refusal::why)
        .min(Comparator.naturalOrder());
  }

  /** None of these is published by a resource. */
  @Override
  public boolean awaitPublished(PluginId plugin, int resources, Duration atMost) {
    return true;
  }

  private boolean waitUntil(long end) throws InterruptedException {
    long millis = (end - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      return false;
    }
    wait(millis);
    return true;
  }
}
