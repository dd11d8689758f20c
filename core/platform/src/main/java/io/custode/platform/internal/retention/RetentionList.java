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
import io.custode.api.retention.RetentionRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** List how long what happened is kept. */
@Component(service = Command.class)
@CommandName(value = "msp.retention-list", description = "List how long what happened is kept")
@RequiresPermission("core.retention.read")
@Risk(RiskClass.READ)
public final class RetentionList implements Command<RetentionList.Input, Page<RetentionRule>> {
  /** Nothing is asked for. */
  public record Input() {}

  private final Retention retention;

  @Activate
  public RetentionList(@Reference Retention retention) {
    this.retention = retention;
  }

  @Override
  public Page<RetentionRule> execute(Input in, CommandContext context) {
    return new Page<>(retention.rules(), null);
  }
}
