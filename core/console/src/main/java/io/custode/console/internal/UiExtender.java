// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import io.custode.core.json.JsonMapping;
import io.custode.core.ui.UiContributions;
import io.custode.core.ui.UiListener;
import io.custode.core.ui.UiOffer;
import io.custode.spi.health.HealthCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin's bundle with {@code ui/contributions.json} starts: its user interface is checked and
 * offered. It stops: it is withdrawn. Reading happens on a thread of ours, in the order of events.
 */
@Component(
    service = {UiExtender.class, UiContributions.class, HealthCheck.class},
    immediate = true)
public final class UiExtender implements UiContributions, HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(UiExtender.class);

  /** An update stops one version before it starts the next: a page must not flicker between. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final PluginUis uis = new PluginUis(Clock.systemUTC());
  private final Map<String, Start> owners = new ConcurrentHashMap<>();
  private final AtomicLong starts = new AtomicLong();
  private final ScheduledExecutorService worker =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            var thread = new Thread(task, "custode-ui");
            thread.setDaemon(true);
            return thread;
          });
  private final JsonMapping mapping;
  private final Duration grace;
  private final @Nullable BundleTracker<Start> tracker;

  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<UiListener> listeners = List.of();

  @Activate
  public UiExtender(
      BundleContext context,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping mapping) {
    this.mapping = mapping;
    this.grace = GRACE;
    this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, new Tracking());
  }

  /** One start of a plugin; a bundle that stops and starts again is the same bundle. */
  record Start(String plugin, long number) {}

  /** After the listeners are bound: the first one that is read is told of too. */
  @Activate
  void open() {
    if (tracker != null) {
      tracker.open();
    }
  }

  /** Without a framework. */
  UiExtender(JsonMapping mapping, Duration grace, List<UiListener> listeners) {
    this.mapping = mapping;
    this.grace = grace;
    this.tracker = null;
    this.listeners = listeners;
  }

  @Deactivate
  public void close() {
    if (tracker != null) {
      tracker.close();
    }
    worker.shutdownNow();
  }

  PluginUis uis() {
    return uis;
  }

  @Override
  public UiOffer offer(Predicate<String> may) {
    return uis.offer(may);
  }

  @Override
  public String part() {
    return "ui";
  }

  /** A plugin's fault is told and is no reason to send people to another node. */
  @Override
  public Health check() {
    var refused = uis.refused();
    var good = "plugins with pages: " + uis.count();
    return new Health(
        true,
        refused.isEmpty()
            ? good
            : good
                + "; refused: "
                + refused.entrySet().stream()
                    .map(one -> one.getKey() + ": " + one.getValue())
                    .collect(Collectors.joining(" | ")));
  }

  /**
   * @return this start, if the bundle is a plugin with a user interface
   */
  Optional<Start> started(Bundle bundle) {
    var start = PluginBundle.idOf(bundle).map(id -> new Start(id, starts.incrementAndGet()));
    start.ifPresent(
        its -> {
          owners.put(its.plugin(), its);
          run(() -> read(its, bundle), Duration.ZERO);
        });
    return start;
  }

  void stopped(Start start) {
    run(() -> withdraw(start), grace);
  }

  private void read(Start start, Bundle bundle) {
    var plugin = start.plugin();
    if (!start.equals(owners.get(plugin))) {
      return;
    }
    long before = uis.rev();
    try {
      uis.put(PluginBundle.read(plugin, bundle, mapping));
    } catch (Refused e) {
      refuse(plugin, bundle, "" + e.getMessage(), null);
    } catch (RuntimeException e) {
      if (bundle.getState() == Bundle.ACTIVE) {
        refuse(plugin, bundle, "cannot be read: " + e, e);
      } else {
        LOG.debug("{} stopped before its pages were read", plugin, e);
      }
    }
    tell(before);
  }

  private void refuse(String plugin, Bundle bundle, String why, @Nullable Throwable thrown) {
    uis.refuse(plugin, why);
    LOG.error(
        "Pages of {} {} are not shown: {}. All else of the plugin works; correct"
            + " ui/contributions.json and install it anew",
        plugin,
        bundle.getVersion(),
        why,
        thrown);
  }

  private void withdraw(Start start) {
    if (owners.remove(start.plugin(), start)) {
      long before = uis.rev();
      uis.withdraw(start.plugin());
      tell(before);
    }
  }

  private void tell(long before) {
    long rev = uis.rev();
    if (rev != before) {
      for (var listener : listeners) {
        try {
          listener.changed(rev);
        } catch (RuntimeException e) {
          LOG.warn("{} failed to hear of changed pages", listener.getClass().getName(), e);
        }
      }
    }
  }

  private void run(Runnable work, Duration after) {
    try {
      worker.schedule(() -> guarded(work), after.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The console stops", e);
    }
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("Pages of a plugin could not be read", e);
    }
  }

  /** Hands bundles over; keeps which start it was. */
  private final class Tracking implements BundleTrackerCustomizer<Start> {
    @Override
    @SuppressWarnings("NullAway") // null means that the bundle is none of ours
    public @Nullable Start addingBundle(Bundle bundle, @Nullable BundleEvent event) {
      return started(bundle).orElse(null);
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Start start) {
      // it runs as it did
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Start start) {
      stopped(start);
    }
  }
}
