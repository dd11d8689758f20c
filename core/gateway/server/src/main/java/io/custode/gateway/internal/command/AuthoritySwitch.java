// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agent.AgentId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Invalid;
import io.custode.gateway.internal.authority.AuthorityReport;
import io.custode.gateway.internal.authority.AuthorityRotation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:authority-switch}. */
@Component
@CommandName(
    value = "msp.authority-switch",
    description = "Let the next certificate authority sign from now on")
@RequiresPermission("core.authority.rotate")
@Risk(RiskClass.DANGEROUS)
public final class AuthoritySwitch implements Command<AuthoritySwitch.Input, AuthorityReport> {
  /** For whom it waits. */
  public record Input(
      @Doc("Ids of agents that it does not wait for, since they are gone")
          @Nullable List<AgentId> without,
      @Doc("Wait for no agent and no broker") @Nullable Boolean force) {
    private static final int MOST = 1000;

    List<AgentId> left() {
      if (without == null) {
        return List.of();
      }
      if (without.size() > MOST) {
        throw Invalid.field("without", "must name at most 1000 agents");
      }
      return without;
    }
  }

  private final AuthorityRotation rotation;

  @Activate
  public AuthoritySwitch(@Reference AuthorityRotation rotation) {
    this.rotation = rotation;
  }

  @Override
  public AuthorityReport execute(Input input, CommandContext context) {
    return rotation.switchOver(input.left(), Boolean.TRUE.equals(input.force()));
  }
}
