// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.file;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Done;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.file.FileId;
import io.custode.api.file.Files;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remove a file. */
@Component(service = Command.class)
@CommandName(value = "msp.file-remove", description = "Remove a file of a tenant, for good")
@RequiresPermission("core.file.write")
@Risk(RiskClass.DANGEROUS)
public final class FileRemove implements Command<FileRemove.Input, Done> {
  /** Which. */
  public record Input(@Doc("The file") FileId file) {}

  private final Files files;

  @Activate
  public FileRemove(@Reference Files files) {
    this.files = files;
  }

  @Override
  public Done execute(Input in, CommandContext context) {
    files.remove(in.file());
    return new Done("The file is gone.");
  }
}
