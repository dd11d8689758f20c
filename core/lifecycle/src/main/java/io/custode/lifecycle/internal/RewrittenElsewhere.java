// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginRewriteBegun;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import io.custode.spi.event.OnEveryNode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Another node waits until this one holds a plugin. */
@Component
@OnEveryNode
@ListensTo(PluginRewriteBegun.class)
public final class RewrittenElsewhere implements EventListener<PluginRewriteBegun> {
  private final PluginStart start;

  @Activate
  public RewrittenElsewhere(@Reference PluginStart start) {
    this.start = start;
  }

  @Override
  public void on(PluginRewriteBegun event) {
    start.again();
  }
}
