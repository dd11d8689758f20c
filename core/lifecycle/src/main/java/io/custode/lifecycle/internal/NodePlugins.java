// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.api.plugin.PluginId;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles of the plugins on this node. They are started for this run only: after a restart of
 * the node nothing of a plugin runs before the database has said so.
 */
@Component(service = NodePlugins.class)
public final class NodePlugins {
  private static final Logger LOG = LoggerFactory.getLogger(NodePlugins.class);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration REFRESHED_WITHIN = Duration.ofSeconds(60);

  /**
   * How long a change may take.
   *
   * @param drain requests under way have this long to end
   * @param work a plugin has this long to get what it needs and be published
   */
  record Patience(Duration drain, Duration work) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  private final ReentrantLock lock = new ReentrantLock(true);
  private final BundleContext context;
  private final Surroundings surroundings;
  private final Components components;
  private final Gate gate;
  private final Patience patience;

  @Activate
  public NodePlugins(
      BundleContext context, @Reference ServiceComponentRuntime runtime, @Reference Gate gate) {
    this(context, runtime, gate, Patience.USUAL);
  }

  NodePlugins(
      BundleContext context, ServiceComponentRuntime runtime, Gate gate, Patience patience) {
    this.context = context;
    this.surroundings = new Surroundings(context);
    this.components = new Components(runtime);
    this.gate = gate;
    this.patience = patience;
  }

  /** Runs a change, or a look at what one would do, with no other change under way. */
  <T> T alone(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /**
   * @return the locations of all plugins' bundles
   */
  List<String> locations() {
    return Arrays.stream(context.getBundles())
        .map(Bundle::getLocation)
        .filter(location -> location.startsWith(PluginJar.LOCATION))
        .toList();
  }

  Optional<Bundle> find(String location) {
    return Optional.ofNullable(context.getBundle(location));
  }

  /** Installs a bundle without starting it. */
  void add(String location, byte[] jar) {
    try {
      context.installBundle(location, new ByteArrayInputStream(jar));
    } catch (BundleException e) {
      throw fails("it cannot be installed: " + e.getMessage(), e);
    }
  }

  /**
   * Starts a plugin and waits until it works.
   *
   * @throws Conflict if it does not; it is stopped again then
   */
  void start(PluginId plugin, String location) {
    var bundle = find(location).orElseThrow(() -> fails("its bundle is gone", null));
    try {
      startsNow(bundle);
      bundle.start(Bundle.START_TRANSIENT);
      awaitWork(plugin, bundle);
    } catch (BundleException e) {
      throw fails("it did not start: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      stop(bundle);
      throw e;
    }
  }

  /** Stops a plugin after its requests under way have ended, as far as they do in time. */
  void stop(PluginId plugin, String location) {
    find(location)
        .ifPresent(
            bundle -> {
              if (!gate.drain(plugin, patience.drain())) {
                LOG.warn("{} is stopped with requests under way", plugin);
              }
              stop(bundle);
            });
  }

  /** Takes a bundle out, and its classes with it. Nobody else's bundle is refreshed. */
  void remove(String location) {
    find(location)
        .ifPresent(
            bundle -> {
              try {
                bundle.uninstall();
              } catch (BundleException e) {
                throw fails("it cannot be uninstalled: " + e.getMessage(), e);
              }
              refresh(bundle);
            });
  }

  /**
   * @return why a plugin does not work now, empty if it does
   */
  Optional<String> fault(String location) {
    var bundle = find(location);
    if (bundle.isEmpty()) {
      return Optional.of("It is not installed on this node yet.");
    }
    if (bundle.get().getState() != Bundle.ACTIVE) {
      return Optional.of("It is stopped.");
    }
    return components.fault(bundle.get()).map(Components.Fault::text);
  }

  /** A plugin's bundle must not wait for a start level that the framework has yet to reach. */
  private void startsNow(Bundle bundle) {
    var own = context.getBundle().adapt(BundleStartLevel.class);
    var its = bundle.adapt(BundleStartLevel.class);
    if (own != null && its != null && its.getStartLevel() > Math.max(1, own.getStartLevel())) {
      its.setStartLevel(Math.max(1, own.getStartLevel()));
    }
  }

  private void awaitWork(PluginId plugin, Bundle bundle) {
    var fault = awaitComponents(bundle);
    if (fault.isEmpty()
        && !gate.awaitPublished(plugin, components.resources(bundle), patience.work())) {
      throw fails(
          "its REST resources were not published, perhaps for a permission that nobody declares",
          null);
    }
    // what published them has also made them: now it shows whether they can be made
    fault = fault.or(() -> components.fault(bundle).map(Components.Fault::text));
    if (fault.isPresent()) {
      throw fails(fault.get(), null);
    }
  }

  private Optional<String> awaitComponents(Bundle bundle) {
    long end = System.nanoTime() + patience.work().toNanos();
    var fault = components.fault(bundle);
    while (fault.isPresent() && !fault.get().last() && System.nanoTime() < end) {
      pause();
      fault = components.fault(bundle);
    }
    return fault.map(Components.Fault::text);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw fails("its start was interrupted", e);
    }
  }

  private static void stop(Bundle bundle) {
    try {
      bundle.stop(Bundle.STOP_TRANSIENT);
    } catch (BundleException e) {
      throw fails("it cannot be stopped: " + e.getMessage(), e);
    }
  }

  private void refresh(Bundle bundle) {
    var refreshed = new CountDownLatch(1);
    surroundings.wiring().refreshBundles(List.of(bundle), event -> refreshed.countDown());
    try {
      if (!refreshed.await(REFRESHED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("{} is still being taken out", bundle.getLocation());
      }
    } catch (InterruptedException e) {
      // it goes on without us
      Thread.currentThread().interrupt();
    }
  }

  static Conflict fails(String why, @Nullable Throwable cause) {
    var conflict =
        new Conflict(
            "plugin-does-not-work",
            "The plugin does not work here: " + why + ". Everything is as it was before.",
            "Read the platform's log and ask its publisher.");
    if (cause != null) {
      conflict.initCause(cause);
    }
    return conflict;
  }
}
