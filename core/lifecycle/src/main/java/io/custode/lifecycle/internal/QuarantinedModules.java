// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginQuarantined;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A plugin is out of service: so are its modules on machines. */
@Component
@ListensTo(PluginQuarantined.class)
public final class QuarantinedModules implements EventListener<PluginQuarantined> {
  private final ModulesFollow modules;

  @Activate
  public QuarantinedModules(@Reference ModulesFollow modules) {
    this.modules = modules;
  }

  @Override
  public void on(PluginQuarantined event) {
    modules.follow(event.plugin());
  }
}
