// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.imports.Import;
import io.custode.api.imports.ImportId;
import io.custode.api.imports.Imports;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Do an import that was tried, in the background. */
@Component(service = Command.class)
@CommandName(
    value = "msp.import-start",
    description = "Do an import that was tried, in the background")
@RequiresPermission("core.import.run")
@Risk(RiskClass.CHANGE)
public final class ImportStart implements Command<ImportStart.Input, Import> {
  /** Which. */
  public record Input(@Doc("The import") ImportId of) {}

  private final Imports imports;

  @Activate
  public ImportStart(@Reference Imports imports) {
    this.imports = imports;
  }

  @Override
  public Import execute(Input in, CommandContext context) {
    return imports.start(in.of());
  }
}
