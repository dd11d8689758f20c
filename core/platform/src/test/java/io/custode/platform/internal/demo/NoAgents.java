// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.demo;

import io.custode.api.agent.Agent;
import io.custode.api.agent.AgentId;
import io.custode.api.agent.AgentQuery;
import io.custode.api.agent.Agents;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.List;
import java.util.Optional;

/** A gateway that no machine came to. */
final class NoAgents implements Agents {
  @Override
  public Optional<Agent> get(AgentId id) {
    return Optional.empty();
  }

  @Override
  public Page<Agent> find(PageRequest page) {
    return new Page<>(List.of(), null);
  }

  @Override
  public Page<Agent> find(Agent.State state, PageRequest page) {
    return find(page);
  }

  @Override
  public Page<Agent> find(AgentQuery query, PageRequest page) {
    return find(page);
  }

  @Override
  public Agent approve(AgentId id) {
    throw new NotFound("agent", id);
  }

  @Override
  public Agent revoke(AgentId id) {
    throw new NotFound("agent", id);
  }
}
