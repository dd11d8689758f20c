// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.imports.Import;
import io.custode.api.imports.Imports;
import io.custode.api.page.Page;
import io.custode.platform.internal.command.Listing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List imports, newest first. */
@Component(service = Command.class)
@CommandName(value = "msp.import-list", description = "List imports, newest first")
@Columns({"id", "kind", "state", "rows", "seen", "rejected"})
@RequiresPermission("core.import.run")
@Risk(RiskClass.READ)
public final class ImportList implements Command<ImportList.Input, Page<Import>> {
  /** Which page. */
  public record Input(
      @Doc(Listing.LIMIT) @Nullable Integer limit, @Doc(Listing.CURSOR) @Nullable String cursor) {}

  private final Imports imports;

  @Activate
  public ImportList(@Reference Imports imports) {
    this.imports = imports;
  }

  @Override
  public Page<Import> execute(Input in, CommandContext context) {
    return imports.find(Listing.page(in.limit(), in.cursor()));
  }
}
