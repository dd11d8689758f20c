// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a plugin runs that somebody stopped, changed or took out behind the lifecycle's
 * back, and says so. What the database wants is done by {@link PluginStart}; nothing is kept here.
 */
@Component(service = PluginWatch.class, immediate = true)
public final class PluginWatch implements SynchronousBundleListener {
  private static final Logger LOG = LoggerFactory.getLogger(PluginWatch.class);
  private final BundleContext context;
  private final NodePlugins node;
  private final PluginStart start;

  @Activate
  public PluginWatch(
      BundleContext context, @Reference NodePlugins node, @Reference PluginStart start) {
    this.context = context;
    this.node = node;
    this.start = start;
    context.addBundleListener(this);
  }

  @Deactivate
  void stop() {
    context.removeBundleListener(this);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    var location = event.getBundle().getLocation();
    boolean ours = location.startsWith(PluginJar.LOCATION) || location.startsWith(ApiJar.LOCATION);
    if (!ours || node.changesItself() || !platformRuns()) {
      return;
    }
    switch (event.getType()) {
      case BundleEvent.UPDATED -> {
        tell("The content of {} was replaced by somebody: it is put back", location);
        start.replace(location);
      }
      case BundleEvent.UNINSTALLED -> {
        tell("{} was uninstalled by somebody: it comes back", location);
        start.again();
      }
      case BundleEvent.STOPPED -> {
        tell("{} was stopped by somebody: it is started again", location);
        start.again();
      }
      default -> {
        // nothing that a plugin misses
      }
    }
  }

  /** While the lifecycle changes something the framework may do it in a thread of its own. */
  private void tell(String what, String location) {
    if (!node.changing()) {
      LOG.warn(what + ". Use msp:plugin-install and msp:plugin-uninstall", location);
    }
  }

  private boolean platformRuns() {
    var system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    return system != null && system.getState() == Bundle.ACTIVE;
  }
}
