// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Loan;
import io.custode.api.asset.Loans;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List who has which asset on loan, due soonest first. */
@Component(service = Command.class)
@CommandName(
    value = "msp.loan-list",
    description = "List who has which asset on loan, due soonest first")
@Columns({"asset", "contact", "until", "from", "tenant"})
@RequiresPermission("core.asset.read")
@Risk(RiskClass.READ)
public final class LoanList implements Command<LoanList.Input, Page<Loan>> {
  /** Which page. */
  public record Input(
      @Doc("Only those due on that day or before") @Nullable LocalDate dueBy,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Loans loans;

  @Activate
  public LoanList(@Reference Loans loans) {
    this.loans = loans;
  }

  @Override
  public Page<Loan> execute(Input in, CommandContext context) {
    return loans.find(in.dueBy(), Listing.page(in.limit(), in.cursor()));
  }
}
