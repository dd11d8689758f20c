// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.module;

import io.custode.agent.api.ActionHandler;
import io.custode.agent.api.EventSink;
import io.custode.agent.api.MetricSource;
import io.custode.agent.api.Settings;
import io.custode.agent.internal.Log;
import io.custode.agent.internal.action.HandlerRegistry;
import io.custode.agent.internal.machine.MetricSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.felix.framework.FrameworkFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * An OSGi framework for modules. It costs ten megabytes, so it starts with the first module; what
 * modules register as services joins the agent at once and leaves with them.
 */
final class ModuleFramework implements ModuleLoader.Runtime {
  private static final Log LOG = Log.of("modules");
  private static final String LOCATION = "module:";

  /** What modules may use of the agent. */
  record Services(
      HandlerRegistry handlers, MetricSources metrics, EventSink events, SettingsOf settings) {}

  /** Settings as one module sees them. */
  @FunctionalInterface
  interface SettingsOf {
    Settings module(String symbolicName);
  }

  /** What runs, and what it is installed from. */
  private record Running(Bundle bundle, Path jar) {}

  private final Path cache;
  private final Path bundles;
  private final Services services;
  private final Deadline deadline;
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final List<ServiceTracker<?, ?>> trackers = new CopyOnWriteArrayList<>();
  private long installed;
  private volatile @Nullable Framework framework;

  /**
   * @param cache of the framework's own; emptied at each start
   * @param bundles directory of what modules need beside the framework (declarative services)
   * @param patience with a module's start, and with its stop
   */
  ModuleFramework(Path cache, Path bundles, Services services, Duration patience) {
    this.cache = cache;
    this.bundles = bundles;
    this.services = services;
    this.deadline = new Deadline(patience);
  }

  @Override
  public void start(ModuleStore.Kept module) throws IOException {
    var id = module.descriptor().id();
    try {
      var context = framework().getBundleContext();
      var before = running.get(id);
      var next = install(context, id, module.jar());
      if (before == null) {
        startOrRemove(next, id, module.jar());
      } else {
        replace(context, id, before, new Running(next, module.jar()));
      }
    } catch (BundleException e) {
      throw e.getType() == BundleException.RESOLVE_ERROR
          ? new ModuleLoader.Unresolved(String.valueOf(e.getMessage()))
          : new IOException(e.getMessage(), e);
    }
  }

  /** With the last module the framework goes too, unless it cannot. */
  @Override
  public void stop(String id) {
    var module = running.remove(id);
    if (module != null) {
      remove(module.bundle());
    }
    if (running.isEmpty() && !deadline.anyLeftBehind()) {
      stop();
    }
  }

  private void remove(Bundle bundle) {
    try {
      if (!deadline.leftBehind(bundle)) {
        deadline.run(bundle, bundle::uninstall);
        refresh(bundle);
      }
    } catch (BundleException | IOException | RuntimeException e) {
      LOG.warn("Module " + bundle.getSymbolicName() + " did not go in order", e);
    }
    if (deadline.leftBehind(bundle)) {
      takeItsServices(bundle);
    }
  }

  /** Of one that does not come to an end; the framework would leave them. */
  private void takeItsServices(Bundle bundle) {
    for (var tracker : trackers) {
      var references = tracker.getServiceReferences();
      for (var reference : references == null ? new ServiceReference<?>[0] : references) {
        if (bundle.equals(reference.getBundle())) {
          take(tracker, reference);
        }
      }
    }
  }

  @SuppressWarnings("unchecked") // it came from there
  private static <S> void take(ServiceTracker<S, ?> tracker, ServiceReference<?> reference) {
    tracker.remove((ServiceReference<S>) reference);
  }

  /** By the classes on it, the innermost first. */
  @Override
  public Optional<String> owner(StackTraceElement[] stack) {
    for (var frame : stack) {
      for (var module : running.entrySet()) {
        if (ModuleThreads.has(module.getValue().bundle(), frame)) {
          return Optional.of(module.getKey());
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> owner(Thread thread) {
    var bundle = ModuleThreads.bundle(thread);
    return running.entrySet().stream()
        .filter(module -> bundle.filter(module.getValue().bundle()::equals).isPresent())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  void stop() {
    var stopping = framework;
    framework = null;
    running.clear();
    trackers.clear();
    if (stopping != null) {
      try {
        stopping.stop();
        stopping.waitForStop(5000);
      } catch (BundleException | InterruptedException e) {
        LOG.warn("The framework of the modules did not stop", e);
      }
    }
  }

  /** At a place of its own, since one that is left behind keeps its. */
  private Bundle install(BundleContext context, String id, Path jar)
      throws BundleException, IOException {
    Bundle bundle;
    try (var in = Files.newInputStream(jar)) {
      bundle = context.installBundle(LOCATION + id + '/' + ++installed, in);
    }
    if (!id.equals(bundle.getSymbolicName())) {
      remove(bundle);
      throw new IOException("its bundle is named " + bundle.getSymbolicName());
    }
    return bundle;
  }

  private void startOrRemove(Bundle bundle, String id, Path jar)
      throws BundleException, IOException {
    try {
      start(bundle, id);
    } catch (BundleException | IOException | RuntimeException e) {
      remove(bundle);
      throw e;
    }
    running.put(id, new Running(bundle, jar));
  }

  /** Each is there before the other goes: so whoever uses their packages goes on. */
  private void replace(BundleContext context, String id, Running before, Running next)
      throws BundleException, IOException {
    running.remove(id);
    remove(before.bundle());
    try {
      start(next.bundle(), id);
      running.put(id, next);
    } catch (BundleException | IOException | RuntimeException e) {
      var again = install(context, id, before.jar());
      remove(next.bundle());
      startOrRemove(again, id, before.jar());
      throw e;
    }
  }

  /** A component that cannot be made is as good as none: the framework itself does not mind. */
  private void start(Bundle bundle, String id) throws BundleException, IOException {
    broken.remove(id);
    Objects.requireNonNull(framework)
        .adapt(FrameworkWiring.class)
        .resolveBundles(List.of(bundle)); // its threads are known by its class loader
    deadline.run(bundle, bundle::start);
    if (broken.remove(id)) {
      throw new IOException("a component of it could not be made");
    }
  }

  private void refresh(Bundle bundle) {
    var running = framework;
    if (running == null) {
      return;
    }
    var refreshed = new CountDownLatch(1);
    running
        .adapt(FrameworkWiring.class)
        .refreshBundles(List.of(bundle), event -> refreshed.countDown());
    try {
      refreshed.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Framework framework() throws BundleException, IOException {
    var present = framework;
    if (present == null) {
      var starting = new FrameworkFactory().newFramework(configuration());
      starting.init();
      var context = starting.getBundleContext();
      for (var jar : Files.exists(bundles) ? sorted(bundles) : new Path[0]) {
        context.installBundle(jar.toUri().toString());
      }
      starting.start();
      for (var bundle : context.getBundles()) {
        bundle.start();
      }
      offerServices(context);
      track(context);
      framework = present = starting;
    }
    return present;
  }

  private static Path[] sorted(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      var jars = files.filter(file -> file.toString().endsWith(".jar")).toArray(Path[]::new);
      Arrays.sort(jars);
      return jars;
    }
  }

  private Map<String, String> configuration() {
    var configuration = new HashMap<String, String>();
    configuration.put("org.osgi.framework.storage", cache.toString());
    configuration.put("org.osgi.framework.storage.clean", "onFirstInit");
    configuration.put(
        "org.osgi.framework.system.packages.extra",
        "io.custode.agent.api;version=1.0.0,org.jspecify.annotations;version=1.0.0");
    configuration.put("org.osgi.framework.bsnversion", "multiple");
    configuration.put("felix.log.level", "1");
    configuration.put("felix.cache.locking", "false");
    configuration.put("felix.shutdown.hook", "false");
    configuration.put("ds.loglevel", "error");
    return configuration;
  }

  private void offerServices(BundleContext context) {
    context.registerService(EventSink.class, services.events(), null);
    context.registerService(
        Settings.class,
        new ServiceFactory<Settings>() {
          @Override
          public Settings getService(Bundle bundle, ServiceRegistration<Settings> registration) {
            return services.settings().module(bundle.getSymbolicName());
          }

          @Override
          public void ungetService(
              Bundle bundle, ServiceRegistration<Settings> registration, Settings service) {
            // holds nothing
          }
        },
        null);
  }

  private void track(BundleContext context) {
    open(
        context,
        ActionHandler.class,
        handler -> services.handlers().add(handler),
        handler -> services.handlers().remove(handler));
    open(context, MetricSource.class, services.metrics()::add, services.metrics()::remove);
  }

  private <S> void open(
      BundleContext context, Class<S> type, Consumer<S> joins, Consumer<S> leaves) {
    var tracker =
        new ServiceTracker<S, S>(context, type, new Membership<>(this, context, joins, leaves));
    trackers.add(tracker);
    tracker.open();
  }

  private record Membership<S>(
      ModuleFramework modules, BundleContext context, Consumer<S> joins, Consumer<S> leaves)
      implements ServiceTrackerCustomizer<S, S> {
    @Override
    public @Nullable S addingService(ServiceReference<S> reference) {
      var service = context.getService(reference);
      if (modules.deadline.leftBehind(reference.getBundle())) {
        return null; // too late
      }
      if (service == null) {
        modules.broken.add(reference.getBundle().getSymbolicName());
        return null; // its constructor failed
      }
      joins.accept(service);
      return service;
    }

    @Override
    public void modifiedService(ServiceReference<S> reference, S service) {
      // only presence counts
    }

    @Override
    public void removedService(ServiceReference<S> reference, S service) {
      leaves.accept(service);
      if (!modules.deadline.leftBehind(reference.getBundle())) { // that might call it
        context.ungetService(reference);
      }
    }
  }
}
