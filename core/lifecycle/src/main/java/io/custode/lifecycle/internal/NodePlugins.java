// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.api.plugin.PluginId;
import io.custode.lifecycle.internal.Components.Fault;
import io.custode.persistence.core.PluginSchemas;
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
   * @param drain requests under way have this long to end, those of all who are held
   * @param hold from the first hold on everything has to work within this time, since what is held
   *     gives up after 15 seconds
   * @param probe after its tables were changed, which has a limit of its own, the next version of a
   *     plugin has this long to get what it needs and be published
   * @param work the same for one that comes, or comes back
   * @param everywhere other nodes have this long to hold a plugin whose data is to be rewritten
   */
  record Patience(
      Duration drain, Duration hold, Duration probe, Duration work, Duration everywhere) {
    static final Patience USUAL =
        new Patience(
            Duration.ofSeconds(6),
            Duration.ofSeconds(14),
            Duration.ofSeconds(8),
            Duration.ofSeconds(30),
            Duration.ofSeconds(8));
  }

  private final ReentrantLock lock = new ReentrantLock(true);

  /** Locations of what is started and has not yet worked. */
  private final Set<String> starting = ConcurrentHashMap.newKeySet();

  /** Locations of what never ended to start: the framework would wait for it without end. */
  private final Set<String> stuck = ConcurrentHashMap.newKeySet();

  private final BundleContext context;
  private final Surroundings surroundings;
  private final Components components;
  private final Gate gate;
  private final NodeTables tables;
  private final PluginProbe probe;
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
    this.components = new Components(context, runtime);
    this.gate = gate;
    this.tables = new NodeTables(schemas);
    this.probe = new PluginProbe(components, gate, tables, patience.probe());
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
      if (NodeDisk.isFull(context.getDataFile("").toPath(), jar.length)) {
        throw NodeDisk.full(e);
      }
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
   * Starts a plugin and waits until it works.
   *
   * @throws Conflict if it does not; it is stopped again then
   */
  void start(PluginId plugin, String location) {
    start(plugin, location, Deadline.in(patience.work()));
  }

  /** The same where everybody waits for it, and for others. */
  void start(PluginId plugin, String location, Deadline held) {
    var bundle = find(location).orElseThrow(() -> fails("its bundle is gone", null));
    starting.add(location);
    try {
      startsNow(bundle);
      begin(bundle, held);
      probe.awaitWork(plugin, bundle, held);
    } catch (BundleException e) {
      throw fails("it did not start: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      stop(location);
      throw e;
    } finally {
      starting.remove(location);
    }
  }

  private void begin(Bundle bundle, Deadline held) throws BundleException {
    var start = new BundleStart(bundle);
    try {
      start.within(longer(held.left(), patience.probe()));
    } finally {
      if (start.isStuck()) {
        LOG.error("{} cannot be ended and stays until this node starts again", bundle);
        stuck.add(bundle.getLocation());
      }
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  NodeTables tables() {
    return tables;
  }

  Patience patience() {
    return patience;
  }

  /**
   * Lets nothing new begin; what is under way ends, as far as it does in time.
   *
   * @param plugins who calls another before that one: what is under way may still need it
   * @return when all that they wait for has to be done
   */
  Deadline hold(List<PluginId> plugins) {
    var end = Deadline.in(patience.hold());
    var drained = Deadline.in(patience.drain());
    for (var plugin : plugins) {
      if (!gate.hold(plugin, drained)) {
        LOG.warn("{} will be stopped with work under way", plugin);
      }
    }
    return end;
  }

  /**
   * @return for one that was there before
   */
  Deadline probe() {
    return Deadline.in(patience.probe());
  }

  void open(PluginId plugin) {
    gate.open(plugin);
  }

  void stop(String location) {
    if (!stuck.contains(location)) {
      find(location).ifPresent(NodePlugins::stop);
    }
  }

  /** Whatever version of it runs here. */
  void stopAll(PluginId plugin) {
    locations().stream()
        .filter(location -> PluginJar.idOf(location).equals(plugin))
        .filter(this::runs)
        .forEach(this::stop);
  }

  /** Takes a bundle out, and its classes with it. Nobody else's bundle is refreshed. */
  void remove(String location) {
    if (stuck.contains(location)) {
      return;
    }
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
   * @return whether a plugin has a component that asks for a service of another's
   */
  boolean uses(Bundle plugin, Bundle other) {
    return components.uses(plugin, other);
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
    return probe.fault(plugin, bundle.get()).map(Fault::text);
  }

  /** A plugin's bundle must not wait for a start level that the framework has yet to reach. */
  private void startsNow(Bundle bundle) {
    var own = context.getBundle().adapt(BundleStartLevel.class);
    var its = bundle.adapt(BundleStartLevel.class);
    if (own != null && its != null && its.getStartLevel() > Math.max(1, own.getStartLevel())) {
      its.setStartLevel(Math.max(1, own.getStartLevel()));
    }
  }

  static void pause() {
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
    var conflict = failing(why, "Read the platform's log and ask its publisher.");
    if (cause != null) {
      conflict.initCause(cause);
    }
    return conflict;
  }

  static Conflict failing(String why, String todo) {
    return new Conflict(
        "plugin-does-not-work",
        "The plugin does not work here: "
            + (why.endsWith(".") ? why : why + ".")
            + " Everything is as it was before.",
        todo);
  }
}
