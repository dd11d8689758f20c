// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginUninstalled;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A plugin went: machines are to have its modules no more. */
@Component
@ListensTo(PluginUninstalled.class)
public final class UninstalledModules implements EventListener<PluginUninstalled> {
  private final ModulesFollow modules;

  @Activate
  public UninstalledModules(@Reference ModulesFollow modules) {
    this.modules = modules;
  }

  @Override
  public void on(PluginUninstalled event) {
    modules.follow(event.plugin());
  }
}
