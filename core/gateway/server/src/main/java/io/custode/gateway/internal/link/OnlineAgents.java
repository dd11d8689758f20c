// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.spi.health.Gauge;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Figure {@code custode_agents_online}. */
@Component
public final class OnlineAgents implements Gauge {
  private final AgentDirectory directory;

  @Activate
  public OnlineAgents(@Reference AgentDirectory directory) {
    this.directory = directory;
  }

  @Override
  public String name() {
    return "custode_agents_online";
  }

  @Override
  public String help() {
    return "Agents that this node has heard of lately.";
  }

  @Override
  public double value() {
    return directory.all().stream().filter(AgentSession::here).count();
  }
}
