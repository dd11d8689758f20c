// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.retention;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
import io.custode.api.retention.Retention;
import io.custode.api.retention.RetentionCount;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Say what would be deleted now; deletes nothing. */
@Component(service = Command.class)
@CommandName(
    value = "msp.retention-preview",
    description = "Say what would be deleted now; deletes nothing")
@RequiresPermission("core.retention.read")
@Risk(RiskClass.READ)
public final class RetentionPreview
    implements Command<RetentionPreview.Input, Page<RetentionCount>> {
  /** Nothing is asked for. */
  public record Input() {}

  private final Retention retention;

  @Activate
  public RetentionPreview(@Reference Retention retention) {
    this.retention = retention;
  }

  @Override
  public Page<RetentionCount> execute(Input in, CommandContext context) {
    return new Page<>(retention.preview(), null);
  }
}
