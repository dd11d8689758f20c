// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.api.error.Unavailable;
import io.custode.api.plugin.PluginId;
import io.custode.lifecycle.internal.Components.Fault;
import io.custode.persistence.core.PluginSchemas;
import io.custode.persistence.core.PluginSchemas.Change;
import io.custode.persistence.core.PluginSchemas.Step;
import io.custode.persistence.core.PluginSchemas.Turn;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleWiring;
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
   * @param probe the next version of a plugin has this long to get what it needs and be published:
   *     what is held meanwhile gives up after 15 seconds
   * @param work the same for one that comes, or comes back
   */
  record Patience(Duration drain, Duration probe, Duration work) {
    static final Patience USUAL =
        new Patience(Duration.ofSeconds(6), Duration.ofSeconds(8), Duration.ofSeconds(30));
  }

  private final ReentrantLock lock = new ReentrantLock(true);

  /** Locations of what is started and has not yet worked. */
  private final Set<String> starting = ConcurrentHashMap.newKeySet();

  private final BundleContext context;
  private final Surroundings surroundings;
  private final Components components;
  private final Gate gate;
  private final PluginSchemas schemas;
  private final Patience patience;

  @Activate
  public NodePlugins(
      BundleContext context,
      @Reference ServiceComponentRuntime runtime,
      @Reference Gate gate,
      @Reference PluginSchemas schemas) {
    this(context, runtime, gate, schemas, Patience.USUAL);
  }

  NodePlugins(
      BundleContext context,
      ServiceComponentRuntime runtime,
      Gate gate,
      PluginSchemas schemas,
      Patience patience) {
    this.context = context;
    this.surroundings = new Surroundings(context);
    this.components = new Components(runtime);
    this.gate = gate;
    this.schemas = schemas;
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

  /**
   * @return whether what happens in this thread is the lifecycle's doing
   */
  boolean changesItself() {
    return lock.isHeldByCurrentThread();
  }

  /**
   * @return whether the lifecycle changes something, in any thread
   */
  boolean changing() {
    return lock.isLocked();
  }

  /**
   * @return what the work found, empty if a change is under way
   */
  <T> Optional<T> ifIdle(Supplier<T> work) {
    if (!lock.tryLock()) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      lock.unlock();
    }
  }

  int routes(Bundle bundle) {
    return components.resources(bundle);
  }

  /**
   * @return how many services of that type it has registered
   */
  static int services(Bundle bundle, Class<?> type) {
    var services = bundle.getRegisteredServices();
    return services == null
        ? 0
        : (int)
            Arrays.stream(services)
                .filter(
                    service ->
                        service.getProperty(Constants.OBJECTCLASS) instanceof String[] types
                            && List.of(types).contains(type.getName()))
                .count();
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

  /**
   * @return the locations of all API bundles
   */
  List<String> apiLocations() {
    return Arrays.stream(context.getBundles())
        .map(Bundle::getLocation)
        .filter(location -> location.startsWith(ApiJar.LOCATION))
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
   * Installs the next version's bundle beside the one that runs, and resolves it.
   *
   * @return whether it could do without that one: it has classes of its own then, and its tables
   *     can be made; otherwise it has to wait until the other is gone
   */
  boolean addBeside(String location, byte[] jar, String other) {
    add(location, jar);
    var bundle = find(location).orElseThrow(() -> fails("its bundle is gone", null));
    if (!surroundings.wiring().resolveBundles(List.of(bundle))) {
      return false;
    }
    return Objects.requireNonNull(bundle.adapt(BundleWiring.class), "wiring")
        .getRequiredWires(null)
        .stream()
        .noneMatch(wire -> other.equals(wire.getProvider().getBundle().getLocation()));
  }

  /**
   * Makes the tables of the next version, which {@link #addBeside} brought, as it needs them.
   *
   * @throws Conflict if its changelog fails; nothing was changed
   */
  void expand(String location, Change change) {
    var bundle = find(location).orElseThrow(() -> fails("its bundle is gone", null));
    var opening = change.expand(bundle);
    if (opening.filter(why -> why.step() == Step.FAILED).isPresent()) {
      throw fails(opening.get().why(), null);
    }
    opening.ifPresent(why -> LOG.info("The tables are changed while all wait: {}", why.why()));
  }

  /**
   * Starts a plugin and waits until it works.
   *
   * @throws Conflict if it does not; it is stopped again then
   */
  void start(PluginId plugin, String location) {
    start(plugin, location, patience.work());
  }

  /** The same of the next version, for which everybody waits. */
  void startNext(PluginId plugin, String location) {
    start(plugin, location, patience.probe());
  }

  private void start(PluginId plugin, String location, Duration atMost) {
    var bundle = find(location).orElseThrow(() -> fails("its bundle is gone", null));
    starting.add(location);
    try {
      startsNow(bundle);
      bundle.start(Bundle.START_TRANSIENT);
      awaitWork(plugin, bundle, atMost);
    } catch (BundleException e) {
      throw fails("it did not start: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      stop(bundle);
      throw e;
    } finally {
      starting.remove(location);
    }
  }

  /**
   * It works, and the database says that it is to: there is no way back from what it rewrote.
   *
   * @param files of the version that works, by path
   */
  void settle(PluginId plugin, Function<String, byte @Nullable []> files) {
    var schema = PluginJar.schemaOf(plugin);
    if (!schemas.unsettled().contains(schema)) {
      return;
    }
    try (var change = schemas.change(schema)) {
      change.settle(files);
    } catch (Conflict e) {
      LOG.info("Another node changes {}: what was rewritten is not settled here", plugin);
    }
  }

  /**
   * @return empty while another node takes over what was changed
   */
  Optional<Turn> turn(PluginId plugin) {
    return schemas.turn(PluginJar.schemaOf(plugin));
  }

  /** What an update rewrote stays only if the database says that the plugin is to be there. */
  void putBack(Predicate<PluginId> present) {
    for (var schema : schemas.unsettled()) {
      var plugin = PluginJar.ofSchema(schema);
      if (present.test(plugin)) {
        continue;
      }
      try (var change = schemas.change(schema)) {
        // it may have come to work a moment ago
        if (!present.test(plugin)) {
          change.putBack();
        }
      } catch (Unavailable e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.warn("What an update of {} rewrote is not put back", plugin, e);
      }
    }
  }

  /** Lets nothing new begin; what is under way ends, as far as it does in time. */
  void hold(PluginId plugin) {
    if (!gate.hold(plugin, patience.drain())) {
      LOG.warn("{} will be stopped with work under way", plugin);
    }
  }

  void open(PluginId plugin) {
    gate.open(plugin);
  }

  void stop(String location) {
    find(location).ifPresent(NodePlugins::stop);
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
              refresh(List.of(bundle));
            });
  }

  /**
   * Wires bundles anew that do not run.
   *
   * @param going those of them that are taken out
   */
  void renew(List<String> locations, List<String> going) {
    var bundles = locations.stream().flatMap(location -> find(location).stream()).toList();
    for (var location : going) {
      try {
        var bundle = find(location);
        if (bundle.isPresent()) {
          bundle.get().uninstall();
        }
      } catch (BundleException e) {
        throw fails("an API bundle cannot be uninstalled: " + e.getMessage(), e);
      }
    }
    refresh(bundles);
  }

  boolean runs(String location) {
    return find(location).filter(bundle -> bundle.getState() == Bundle.ACTIVE).isPresent();
  }

  /** So that a plugin finds them: what is resolved already is taken first. */
  void resolve(List<String> locations) {
    var bundles = locations.stream().flatMap(location -> find(location).stream()).toList();
    if (!bundles.isEmpty() && !surroundings.wiring().resolveBundles(bundles)) {
      LOG.warn("Not all of {} has what it imports", locations);
    }
  }

  /**
   * @return whether a plugin offers or uses services of these packages
   */
  boolean meets(Bundle plugin, Set<String> packages) {
    return components.meets(plugin, packages);
  }

  /**
   * @return whether a plugin has a component that cannot be without a service of another's
   */
  boolean needs(Bundle plugin, Bundle other) {
    return components.needs(plugin, other);
  }

  /**
   * @return why a plugin does not work now, empty if it does
   */
  Optional<String> fault(PluginId plugin, String location) {
    var bundle = find(location);
    if (bundle.isEmpty()) {
      return Optional.of("It is not installed on this node yet.");
    }
    if (bundle.get().getState() != Bundle.ACTIVE) {
      return Optional.of("It is stopped.");
    }
    // its bundle is active, and that it works is only seen when all of it was there once
    if (starting.contains(location)) {
      return Optional.of("It is being started.");
    }
    return fault(plugin, bundle.get()).map(Fault::text);
  }

  /** A plugin's bundle must not wait for a start level that the framework has yet to reach. */
  private void startsNow(Bundle bundle) {
    var own = context.getBundle().adapt(BundleStartLevel.class);
    var its = bundle.adapt(BundleStartLevel.class);
    if (own != null && its != null && its.getStartLevel() > Math.max(1, own.getStartLevel())) {
      its.setStartLevel(Math.max(1, own.getStartLevel()));
    }
  }

  private void awaitWork(PluginId plugin, Bundle bundle, Duration atMost) {
    var fault = awaitComponents(plugin, bundle, atMost);
    if (fault.isEmpty() && !gate.awaitPublished(plugin, components.resources(bundle), atMost)) {
      throw fails(
          "its REST resources were not published, perhaps for a permission that nobody declares",
          null);
    }
    // what published them has also made them: now it shows whether they can be made
    fault = fault.or(() -> components.fault(bundle).map(Fault::text));
    if (fault.isPresent()) {
      throw fails(fault.get(), null);
    }
  }

  private Optional<String> awaitComponents(PluginId plugin, Bundle bundle, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    var fault = fault(plugin, bundle);
    while (fault.isPresent() && !fault.get().last() && System.nanoTime() < end) {
      pause();
      if (changesTables(plugin)) {
        // that has a limit of its own
        end = System.nanoTime() + atMost.toNanos();
      }
      fault = fault(plugin, bundle);
    }
    return fault.map(Fault::text);
  }

  /** Its tables first: without them its components would only say that they lack their store. */
  private Optional<Fault> fault(PluginId plugin, Bundle bundle) {
    return schemas
        .opening(PluginJar.schemaOf(plugin))
        .map(opening -> new Fault(opening.why(), opening.step() == Step.FAILED))
        .or(() -> components.fault(bundle));
  }

  private boolean changesTables(PluginId plugin) {
    return schemas
        .opening(PluginJar.schemaOf(plugin))
        .filter(opening -> opening.step() == Step.WORKS)
        .isPresent();
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

  private void refresh(List<Bundle> bundles) {
    var refreshed = new CountDownLatch(1);
    surroundings.wiring().refreshBundles(bundles, event -> refreshed.countDown());
    try {
      if (!refreshed.await(REFRESHED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("{} is still being taken out", bundles);
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
            "The plugin does not work here: "
                + (why.endsWith(".") ? why : why + ".")
                + " Everything is as it was before.",
            "Read the platform's log and ask its publisher.");
    if (cause != null) {
      conflict.initCause(cause);
    }
    return conflict;
  }
}
