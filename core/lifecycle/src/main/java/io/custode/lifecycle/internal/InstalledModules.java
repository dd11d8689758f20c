// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginInstalled;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A plugin came or changed: machines are to have its modules. */
@Component
@ListensTo(PluginInstalled.class)
public final class InstalledModules implements EventListener<PluginInstalled> {
  private final ModulesFollow modules;

  @Activate
  public InstalledModules(@Reference ModulesFollow modules) {
    this.modules = modules;
  }

  @Override
  public void on(PluginInstalled event) {
    modules.follow(event.plugin());
  }
}
