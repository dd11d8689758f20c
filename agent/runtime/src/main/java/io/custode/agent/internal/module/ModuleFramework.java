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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Path cache;
  private final Path bundles;
  private final Services services;
  private final Map<String, Path> running = new HashMap<>();
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private @Nullable Framework framework;

  /**
   * @param cache of the framework's own; emptied at each start
   * @param bundles directory of what modules need beside the framework (declarative services)
   */
  ModuleFramework(Path cache, Path bundles, Services services) {
    this.cache = cache;
    this.bundles = bundles;
    this.services = services;
  }

  @Override
  public synchronized void start(ModuleStore.Kept module) throws IOException {
    try {
      var context = framework().getBundleContext();
      var location = location(module.descriptor().id());
      var present = context.getBundle(location);
      var before = running.get(location);
      if (present == null || before == null) {
        install(context, module.descriptor().id(), module.jar());
      } else {
        update(present, module.descriptor().id(), module.jar(), before);
      }
      running.put(location, module.jar());
    } catch (BundleException e) {
      throw e.getType() == BundleException.RESOLVE_ERROR
          ? new ModuleLoader.Unresolved(String.valueOf(e.getMessage()))
          : new IOException(e.getMessage(), e);
    }
  }

  private static String location(String id) {
    return LOCATION + id;
  }

  /** With the last module the framework goes too. */
  @Override
  public synchronized void stop(String id) {
    running.remove(location(id));
    var bundle = framework == null ? null : framework.getBundleContext().getBundle(location(id));
    if (bundle != null) {
      remove(bundle);
    }
    if (running.isEmpty()) {
      stop();
    }
  }

  private void remove(Bundle bundle) {
    try {
      bundle.uninstall();
      refresh(bundle);
    } catch (BundleException | RuntimeException e) {
      LOG.warn("Module " + bundle.getSymbolicName() + " did not go in order", e);
    }
  }

  /** By the classes on its stack, the innermost first: a loader's name says nothing. */
  @Override
  public synchronized Optional<String> owner(Throwable thrown) {
    if (framework == null) {
      return Optional.empty();
    }
    var context = framework.getBundleContext();
    for (var frame : thrown.getStackTrace()) {
      var type = frame.getClassName().replace('.', '/') + ".class";
      for (var location : running.keySet()) {
        var bundle = context.getBundle(location);
        if (bundle != null && bundle.getEntry(type) != null) {
          return Optional.of(location.substring(LOCATION.length()));
        }
      }
    }
    return Optional.empty();
  }

  synchronized void stop() {
    if (framework != null) {
      try {
        framework.stop();
        framework.waitForStop(5000);
      } catch (BundleException | InterruptedException e) {
        LOG.warn("The framework of the modules did not stop", e);
      }
      framework = null;
      running.clear();
    }
  }

  private void install(BundleContext context, String id, Path jar)
      throws BundleException, IOException {
    var left = context.getBundle(location(id)); // of a start that failed
    if (left != null) {
      remove(left);
    }
    Bundle bundle;
    try (var in = Files.newInputStream(jar)) {
      bundle = context.installBundle(location(id), in);
    }
    try {
      start(bundle, id);
    } catch (BundleException | IOException | RuntimeException | LinkageError e) {
      remove(bundle);
      throw e;
    }
  }

  private void update(Bundle bundle, String id, Path jar, Path before)
      throws BundleException, IOException {
    try {
      replace(bundle, id, jar);
    } catch (BundleException | IOException | RuntimeException | LinkageError e) {
      replace(bundle, id, before);
      throw e;
    }
  }

  private void replace(Bundle bundle, String id, Path jar) throws BundleException, IOException {
    bundle.stop();
    try (var in = Files.newInputStream(jar)) {
      bundle.update(in);
    }
    refresh(bundle);
    start(bundle, id);
  }

  /** A component that cannot be made is as good as none: the framework itself does not mind. */
  private void start(Bundle bundle, String id) throws BundleException, IOException {
    if (!id.equals(bundle.getSymbolicName())) {
      throw new IOException("its bundle is named " + bundle.getSymbolicName());
    }
    broken.remove(id);
    bundle.start();
    if (broken.remove(id)) {
      bundle.stop();
      throw new IOException("a component of it could not be made");
    }
  }

  private void refresh(Bundle bundle) {
    var wiring = Objects.requireNonNull(framework).adapt(FrameworkWiring.class);
    var refreshed = new CountDownLatch(1);
    wiring.refreshBundles(List.of(bundle), event -> refreshed.countDown());
    try {
      refreshed.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Framework framework() throws BundleException, IOException {
    if (framework == null) {
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
      framework = starting;
    }
    return framework;
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
    new ServiceTracker<S, S>(context, type, new Membership<>(context, broken, joins, leaves))
        .open();
  }

  private record Membership<S>(
      BundleContext context, Set<String> broken, Consumer<S> joins, Consumer<S> leaves)
      implements ServiceTrackerCustomizer<S, S> {
    @Override
    public @Nullable S addingService(ServiceReference<S> reference) {
      var service = context.getService(reference);
      if (service == null) {
        broken.add(reference.getBundle().getSymbolicName());
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
      context.ungetService(reference);
    }
  }
}
