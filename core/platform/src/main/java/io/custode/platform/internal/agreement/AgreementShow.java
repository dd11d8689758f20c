// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.agreement;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agreement.Agreement;
import io.custode.api.agreement.AgreementId;
import io.custode.api.agreement.Agreements;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show an agreement. */
@Component(service = Command.class)
@CommandName(value = "msp.agreement-show", description = "Show an agreement")
@RequiresPermission("core.agreement.read")
@Risk(RiskClass.READ)
public final class AgreementShow implements Command<AgreementShow.Input, Agreement> {
  /** Which. */
  public record Input(@Doc("The agreement") AgreementId agreement) {}

  private final Agreements agreements;

  @Activate
  public AgreementShow(@Reference Agreements agreements) {
    this.agreements = agreements;
  }

  @Override
  public Agreement execute(Input in, CommandContext context) {
    var id = in.agreement();
    return agreements.get(id).orElseThrow(() -> new NotFound("agreement", id));
  }
}
