// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.agreement;

import io.custode.api.access.RequiresPermission;
import io.custode.api.agreement.Agreement;
import io.custode.api.agreement.AgreementKind;
import io.custode.api.agreement.AgreementQuery;
import io.custode.api.agreement.Agreements;
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

/** List the agreements you see. */
@Component(service = Command.class)
@CommandName(value = "msp.agreement-list", description = "List the agreements you see")
@Columns({"id", "name", "kind", "startsOn", "endsOn", "tenant"})
@RequiresPermission("core.agreement.read")
@Risk(RiskClass.READ)
public final class AgreementList implements Command<AgreementList.Input, Page<Agreement>> {
  /** Which. */
  public record Input(
      @Doc("Of this kind") @Nullable AgreementKind kind,
      @Doc("In force on this day, 2026-01-31") @Nullable LocalDate on,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Agreements agreements;

  @Activate
  public AgreementList(@Reference Agreements agreements) {
    this.agreements = agreements;
  }

  @Override
  public Page<Agreement> execute(Input in, CommandContext context) {
    return agreements.find(
        new AgreementQuery(in.kind(), in.on()), Listing.page(in.limit(), in.cursor()));
  }
}
