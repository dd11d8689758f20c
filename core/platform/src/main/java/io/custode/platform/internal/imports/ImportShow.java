// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import io.custode.api.imports.Import;
import io.custode.api.imports.ImportId;
import io.custode.api.imports.Imports;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show how far an import is. */
@Component(service = Command.class)
@CommandName(value = "msp.import-show", description = "Show how far an import is")
@RequiresPermission("core.import.run")
@Risk(RiskClass.READ)
public final class ImportShow implements Command<ImportShow.Input, Import> {
  /** Which. */
  public record Input(@Doc("The import") ImportId of) {}

  private final Imports imports;

  @Activate
  public ImportShow(@Reference Imports imports) {
    this.imports = imports;
  }

  @Override
  public Import execute(Input in, CommandContext context) {
    return imports.get(in.of()).orElseThrow(() -> new NotFound("import", in.of()));
  }
}
