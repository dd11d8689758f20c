// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginReleased;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import io.custode.spi.event.OnEveryNode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A plugin is in service again, on this node too. */
@Component
@OnEveryNode
@ListensTo(PluginReleased.class)
public final class ReleasedElsewhere implements EventListener<PluginReleased> {
  private final PluginStart start;

  @Activate
  public ReleasedElsewhere(@Reference PluginStart start) {
    this.start = start;
  }

  @Override
  public void on(PluginReleased event) {
    start.again();
  }
}
