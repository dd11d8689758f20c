// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.api.module.ModuleReleased;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import io.custode.spi.event.OnEveryNode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A module may be tried again: its agent is told at once. */
@Component
@OnEveryNode
@ListensTo(ModuleReleased.class)
public final class ReleasedModules implements EventListener<ModuleReleased> {
  private final AgentDirectory directory;
  private final Dispatcher dispatcher;

  @Activate
  public ReleasedModules(@Reference AgentDirectory directory, @Reference Dispatcher dispatcher) {
    this.directory = directory;
    this.dispatcher = dispatcher;
  }

  @Override
  public void on(ModuleReleased event) {
    directory.of(event.asset()).ifPresent(dispatcher::attendModules);
  }
}
