// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.api.access.RequiresPermission;
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

/** Prove that nobody changed the audit. */
@Component(service = Command.class)
@CommandName(
    value = "msp.audit-verify",
    description = "Prove that nobody changed the audit, or name the first entry that was")
@RequiresPermission("core.audit.verify")
@Risk(RiskClass.READ)
public final class AuditVerify implements Command<AuditVerify.Input, ChainReport> {
  /** What to hold the chain against. */
  public record Input(
      @Doc("'noted' of an earlier check, kept elsewhere: proves that it was not written anew")
          @Nullable String noted) {}

  private final ChainCheck check;

  @Activate
  public AuditVerify(@Reference ChainCheck check) {
    this.check = check;
  }

  @Override
  public ChainReport execute(Input in, CommandContext context) {
    var noted = in.noted();
    return check.check(noted == null ? null : Anchor.of(noted));
  }
}
