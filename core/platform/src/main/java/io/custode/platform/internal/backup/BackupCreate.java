// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.backup;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Write a backup of the platform while it runs. */
@Component(service = Command.class)
@CommandName(value = "msp.backup", description = "Write a backup of the platform while it runs")
@RequiresPermission(BackupWriter.CREATE)
@Risk(RiskClass.DANGEROUS)
public final class BackupCreate implements Command<BackupCreate.Input, BackupCreate.Written> {
  /** Where to. */
  public record Input(@Doc("A new file on the platform's machine, absolute path") String file) {}

  /** What was written. */
  public record Written(String file, long bytes, long rows, int tables, String note) {}

  private final BackupWriter writer;

  @Activate
  public BackupCreate(@Reference BackupWriter writer) {
    this.writer = writer;
  }

  @Override
  public Written execute(Input in, CommandContext context) {
    var written = writer.write(in.file());
    return new Written(
        written.file(),
        written.bytes(),
        written.rows(),
        written.tables(),
        "Not encrypted, and readable by its owner only: it holds the keys, so who reads it is an"
            + " administrator.");
  }
}
