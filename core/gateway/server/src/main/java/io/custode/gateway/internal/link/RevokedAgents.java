// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.gateway.internal.agent.AgentRevoked;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import io.custode.spi.event.OnEveryNode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An agent was revoked, maybe by another node. */
@Component
@OnEveryNode
@ListensTo(AgentRevoked.class)
public final class RevokedAgents implements EventListener<AgentRevoked> {
  private final Revocations revocations;

  @Activate
  public RevokedAgents(@Reference Revocations revocations) {
    this.revocations = revocations;
  }

  @Override
  public void on(AgentRevoked event) {
    revocations.revoked(event.agent().value());
  }
}
