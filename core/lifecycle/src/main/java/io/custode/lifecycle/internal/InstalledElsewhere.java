// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginInstalled;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import io.custode.spi.event.OnEveryNode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A plugin was installed, maybe on another node. */
@Component
@OnEveryNode
@ListensTo(PluginInstalled.class)
public final class InstalledElsewhere implements EventListener<PluginInstalled> {
  private final PluginStart start;

  @Activate
  public InstalledElsewhere(@Reference PluginStart start) {
    this.start = start;
  }

  @Override
  public void on(PluginInstalled event) {
    start.again();
  }
}
