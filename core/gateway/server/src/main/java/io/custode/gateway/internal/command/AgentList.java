// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agent.Agent;
import io.custode.api.agent.AgentQuery;
import io.custode.api.agent.Agents;
import io.custode.api.agent.TokenId;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:agent-list}. */
@Component
@CommandName(value = "msp.agent-list", description = "List enrolled agents, newest first")
@Columns({"id", "hostname", "state", "version", "seenAt", "asset"})
@RequiresPermission("core.agent.read")
@Risk(RiskClass.READ)
public final class AgentList implements Command<AgentList.Input, Page<Agent>> {
  /** What to list. */
  public record Input(
      @Doc("Only those that are so; default all") Agent.@Nullable State state,
      @Doc("Only those that enrolled with this token") @Nullable TokenId token,
      @Doc("Most agents to show, 1 to 500; default 50") @Nullable Integer limit,
      @Doc("Cursor of the page before") @Nullable String cursor) {}

  private final Agents agents;

  @Activate
  public AgentList(@Reference Agents agents) {
    this.agents = agents;
  }

  @Override
  public Page<Agent> execute(Input input, CommandContext context) {
    int limit = input.limit() == null ? PageRequest.DEFAULT : input.limit();
    return agents.find(
        new AgentQuery(input.state(), input.token()), new PageRequest(limit, input.cursor()));
  }
}
