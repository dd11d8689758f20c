// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Loan;
import io.custode.api.asset.Loans;
import io.custode.api.asset.NewLoan;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.contact.ContactId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lend an asset to a contact. */
@Component(service = Command.class)
@CommandName(value = "msp.asset-lend", description = "Lend an asset to a contact")
@RequiresPermission("core.asset.write")
@Risk(RiskClass.CHANGE)
public final class AssetLend implements Command<AssetLend.Input, Loan> {
  /** What to whom. */
  public record Input(
      @Doc("The asset") AssetId asset,
      @Doc("Contact of the same tenant who has it") ContactId contact,
      @Doc("First day; default: today, UTC") @Nullable LocalDate from,
      @Doc("Day on which it should be back") @Nullable LocalDate until) {}

  private final Loans loans;

  @Activate
  public AssetLend(@Reference Loans loans) {
    this.loans = loans;
  }

  @Override
  public Loan execute(Input in, CommandContext context) {
    return loans.lend(in.asset(), new NewLoan(in.contact(), in.from(), in.until()));
  }
}
