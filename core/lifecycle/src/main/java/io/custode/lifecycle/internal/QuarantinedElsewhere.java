// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginQuarantined;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import io.custode.spi.event.OnEveryNode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A plugin is out of service, on this node too. */
@Component
@OnEveryNode
@ListensTo(PluginQuarantined.class)
public final class QuarantinedElsewhere implements EventListener<PluginQuarantined> {
  private final PluginStart start;

  @Activate
  public QuarantinedElsewhere(@Reference PluginStart start) {
    this.start = start;
  }

  @Override
  public void on(PluginQuarantined event) {
    start.again();
  }
}
