// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.gateway.internal.agent.AgentRevoked;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Of a machine whose agent has no access any more nobody knows what runs there. */
@Component
@ListensTo(AgentRevoked.class)
public final class RevokedModules implements EventListener<AgentRevoked> {
  private final AgentModules modules;

  @Activate
  public RevokedModules(@Reference AgentModules modules) {
    this.modules = modules;
  }

  @Override
  public void on(AgentRevoked event) {
    modules.forget(event.tenant(), event.agent());
  }
}
