// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.action.Action;
import io.custode.api.agent.AgentUpgrades;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:agent-upgrade}. */
@Component(service = Command.class)
@CommandName(
    value = "msp.agent-upgrade",
    description = "Have an asset's agent replace itself by a later version")
@RequiresPermission("core.agent.upgrade")
@Risk(RiskClass.DANGEROUS)
public final class AgentUpgrade implements Command<AgentUpgrade.Input, Action> {
  /** Which agent, to what. */
  public record Input(
      @Doc("The asset") AssetId asset,
      @Doc("Version, as msp:agent-release-list shows it; default the latest that fits")
          @Nullable String version) {}

  private final AgentUpgrades upgrades;

  @Activate
  public AgentUpgrade(@Reference AgentUpgrades upgrades) {
    this.upgrades = upgrades;
  }

  @Override
  public Action execute(Input input, CommandContext context) {
    return upgrades.request(input.asset(), input.version());
  }
}
