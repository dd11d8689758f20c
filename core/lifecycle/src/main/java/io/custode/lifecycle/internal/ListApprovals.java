// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists what waits for a second person, and what was decided. */
@Component(service = Command.class)
@CommandName(
    value = "msp.plugin-approvals",
    description = "Lists what plugins ask for that a second person approves, the latest first")
@Columns({"id", "plugin", "version", "capabilities", "state", "askedAt", "expiresAt"})
@RequiresPermission("core.plugin.read")
@Risk(RiskClass.READ)
public final class ListApprovals implements Command<ListApprovals.Input, Page<Approval>> {
  /** What is asked. */
  public record Input() {}

  private final SecondPerson second;

  @Activate
  public ListApprovals(@Reference SecondPerson second) {
    this.second = second;
  }

  @Override
  public Page<Approval> execute(Input input, CommandContext context) {
    return new Page<>(second.list(), null);
  }
}
