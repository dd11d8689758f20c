// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.plugin.PluginUninstalled;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Nothing waits for the listeners of a plugin that was taken out. */
@Component
@ListensTo(PluginUninstalled.class)
public final class GonePlugins implements EventListener<PluginUninstalled> {
  private final Subscriptions subscriptions;

  @Activate
  public GonePlugins(@Reference Subscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Override
  public void on(PluginUninstalled event) {
    subscriptions.forget(event.plugin().value());
  }
}
