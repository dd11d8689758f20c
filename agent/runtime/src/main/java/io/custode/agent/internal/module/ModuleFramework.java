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
      var location = "module:" + module.descriptor().id();
      var present = context.getBundle(location);
      var before = running.get(location);
      if (present == null || before == null) {
        install(context, location, module.jar());
      } else {
        update(context, present, module.jar(), before);
      }
      running.put(location, module.jar());
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  synchronized void stop() {
    if (framework != null) {
      try {
        framework.stop();
        framework.waitForStop(5000);
      } catch (BundleException | InterruptedException e) {
        LOG.warn("The framework of the modules did not stop", e);
      }
    }
  }

  private static void install(BundleContext context, String location, Path jar)
      throws BundleException, IOException {
    Bundle bundle;
    try (var in = Files.newInputStream(jar)) {
      bundle = context.installBundle(location, in);
    }
    try {
      bundle.start();
    } catch (BundleException e) {
      bundle.uninstall();
      throw e;
    }
  }

  private static void update(BundleContext context, Bundle bundle, Path jar, Path before)
      throws BundleException, IOException {
    try {
      replace(context, bundle, jar);
    } catch (BundleException e) {
      replace(context, bundle, before);
      throw e;
    }
  }

  private static void replace(BundleContext context, Bundle bundle, Path jar)
      throws BundleException, IOException {
    bundle.stop();
    try (var in = Files.newInputStream(jar)) {
      bundle.update(in);
    }
    var refreshed = new CountDownLatch(1);
    context
        .getBundle(0)
        .adapt(FrameworkWiring.class)
        .refreshBundles(List.of(bundle), event -> refreshed.countDown());
    try {
      refreshed.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    bundle.start();
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

  private static <S> void open(
      BundleContext context, Class<S> type, Consumer<S> joins, Consumer<S> leaves) {
    new ServiceTracker<S, S>(context, type, new Membership<>(context, joins, leaves)).open();
  }

  private record Membership<S>(BundleContext context, Consumer<S> joins, Consumer<S> leaves)
      implements ServiceTrackerCustomizer<S, S> {
    @Override
    public S addingService(ServiceReference<S> reference) {
      var service = context.getService(reference);
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
