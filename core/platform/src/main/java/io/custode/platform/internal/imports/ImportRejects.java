// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.imports.ImportId;
import io.custode.api.imports.Imports;
import io.custode.api.imports.Reject;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List the rows that an import refused. */
@Component(service = Command.class)
@CommandName(value = "msp.import-rejects", description = "List the rows that an import refused")
@RequiresPermission("core.import.run")
@Risk(RiskClass.READ)
public final class ImportRejects implements Command<ImportRejects.Input, Page<Reject>> {
  /** Which page. */
  public record Input(
      @Doc("The import") ImportId of,
      @Doc(Listing.LIMIT) @Nullable Integer limit,
      @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Imports imports;

  @Activate
  public ImportRejects(@Reference Imports imports) {
    this.imports = imports;
  }

  @Override
  public Page<Reject> execute(Input in, CommandContext context) {
    return imports.rejects(in.of(), Listing.page(in.limit(), in.cursor()));
  }
}
