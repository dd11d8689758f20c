// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agent.AgentRelease;
import io.custode.api.agent.AgentReleases;
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

/** {@code msp:agent-release-list}. */
@Component(service = Command.class)
@CommandName(
    value = "msp.agent-release-list",
    description = "List versions of the agent that can be given to agents, added last first")
@Columns({"id", "version", "os", "arch", "bytes", "addedAt"})
@RequiresPermission("core.agent-release.read")
@Risk(RiskClass.READ)
public final class AgentReleaseList implements Command<AgentReleaseList.Input, Page<AgentRelease>> {
  /** What to list. */
  public record Input(
      @Doc("Most releases to show, 1 to 500; default 50") @Nullable Integer limit,
      @Doc("Cursor of the page before") @Nullable String cursor) {}

  private final AgentReleases releases;

  @Activate
  public AgentReleaseList(@Reference AgentReleases releases) {
    this.releases = releases;
  }

  @Override
  public Page<AgentRelease> execute(Input input, CommandContext context) {
    int limit = input.limit() == null ? PageRequest.DEFAULT : input.limit();
    return releases.find(new PageRequest(limit, input.cursor()));
  }
}
