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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:agent-approve}. */
@Component
@CommandName(value = "msp.agent-approve", description = "Let in an agent that waits for it")
@RequiresPermission("core.agent.approve")
@Risk(RiskClass.CHANGE)
public final class AgentApprove implements Command<AgentApprove.Input, Agent> {
  /** Who is let in. */
  public record Input(@Doc("Agent of the named tenant") AgentId agent) {}

  private final Agents agents;

  @Activate
  public AgentApprove(@Reference Agents agents) {
    this.agents = agents;
  }

  @Override
  public Agent execute(Input input, CommandContext context) {
    return agents.approve(input.agent());
  }
}
