// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginUninstalled;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import io.custode.spi.event.OnEveryNode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A plugin was taken out, maybe on another node. */
@Component
@OnEveryNode
@ListensTo(PluginUninstalled.class)
public final class UninstalledElsewhere implements EventListener<PluginUninstalled> {
  private final PluginStart start;

  @Activate
  public UninstalledElsewhere(@Reference PluginStart start) {
    this.start = start;
  }

  @Override
  public void on(PluginUninstalled event) {
    start.again();
  }
}
