// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginReleased;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A plugin is in service again: machines get its modules back. */
@Component
@ListensTo(PluginReleased.class)
public final class ReleasedModules implements EventListener<PluginReleased> {
  private final ModulesFollow modules;

  @Activate
  public ReleasedModules(@Reference ModulesFollow modules) {
    this.modules = modules;
  }

  @Override
  public void on(PluginReleased event) {
    modules.follow(event.plugin());
  }
}
