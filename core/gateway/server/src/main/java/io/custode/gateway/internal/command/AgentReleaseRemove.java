// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agent.AgentRelease;
import io.custode.api.agent.AgentReleaseId;
import io.custode.api.agent.AgentReleases;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:agent-release-remove}. */
@Component(service = Command.class)
@CommandName(
    value = "msp.agent-release-remove",
    description = "Give a version of the agent no more; agents that run it go on")
@RequiresPermission("core.agent-release.write")
@Risk(RiskClass.DANGEROUS)
public final class AgentReleaseRemove implements Command<AgentReleaseRemove.Input, AgentRelease> {
  /** Which one. */
  public record Input(@Doc("The release") AgentReleaseId release) {}

  private final AgentReleases releases;

  @Activate
  public AgentReleaseRemove(@Reference AgentReleases releases) {
    this.releases = releases;
  }

  @Override
  public AgentRelease execute(Input input, CommandContext context) {
    return releases.remove(input.release());
  }
}
