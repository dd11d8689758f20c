// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agent.Agent;
import io.custode.api.agent.AgentId;
import io.custode.api.agent.Agents;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:agent-reject}. */
@Component
@CommandName(value = "msp.agent-reject", description = "Turn away an agent that waits to be let in")
@RequiresPermission("core.agent.approve")
@Risk(RiskClass.CHANGE)
public final class AgentReject implements Command<AgentReject.Input, Agent> {
  /** Who is turned away. */
  public record Input(@Doc("Agent of the named tenant") AgentId agent) {}

  private final Agents agents;

  @Activate
  public AgentReject(@Reference Agents agents) {
    this.agents = agents;
  }

  @Override
  public Agent execute(Input input, CommandContext context) {
    var agent = agents.get(input.agent()).orElseThrow(() -> new NotFound("agent", input.agent()));
    if (agent.state() != Agent.State.PENDING) {
      throw new Conflict(
          "agent-not-pending",
          "The agent does not wait for approval; nothing was changed.",
          "End its access with msp:agent-revoke.");
    }
    return agents.revoke(input.agent());
  }
}
