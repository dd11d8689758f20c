// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Approves what another one asked for. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-approve",
    description = "Approves, as the second person, that a plugin may have what it asks for")
@RequiresPermission("core.plugin.approve")
@Risk(RiskClass.DANGEROUS)
public final class ApprovePlugin implements Command<ApprovePlugin.Input, Approval> {
  /** What is asked. */
  public record Input(@Doc("Id of the request, as of msp:plugin-approvals") String approval) {}

  private final SecondPerson second;

  @Activate
  public ApprovePlugin(@Reference SecondPerson second) {
    this.second = second;
  }

  @Override
  public Approval execute(Input input, CommandContext context) {
    return second.approve(input.approval());
  }
}
