// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.api.access.RequiresPermission;
import io.custode.api.access.UserId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Forget a person in the audit. */
@Component(service = Command.class)
@CommandName(
    value = "msp.audit-forget",
    description = "Make a person's name unreadable in the audit, for good")
@RequiresPermission("core.audit.forget")
@Risk(RiskClass.DANGEROUS)
public final class AuditForget implements Command<AuditForget.Input, Done> {
  /** Whom. */
  public record Input(@Doc("Id of the user, see msp:user-list") UserId user) {}

  private final PersonKeys keys;

  @Activate
  public AuditForget(@Reference PersonKeys keys) {
    this.keys = keys;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    keys.destroy(in.user());
    return new Done("The audit does not name that user any more.");
  }
}
