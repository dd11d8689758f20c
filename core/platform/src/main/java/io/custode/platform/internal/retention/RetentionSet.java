// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.retention;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.retention.Retention;
import io.custode.api.retention.RetentionKind;
import io.custode.api.retention.RetentionRule;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Say how long something is kept. */
@Component(service = Command.class)
@CommandName(value = "msp.retention-set", description = "Say how long something is kept")
@RequiresPermission("core.retention.write")
@Risk(RiskClass.DANGEROUS)
public final class RetentionSet implements Command<RetentionSet.Input, RetentionRule> {
  /** What, how long. */
  public record Input(
      @Doc("What is kept") RetentionKind kind,
      @Doc("Days; none: for ever") @Nullable Integer days) {}

  private final Retention retention;

  @Activate
  public RetentionSet(@Reference Retention retention) {
    this.retention = retention;
  }

  @Override
  public RetentionRule execute(Input in, CommandContext context) {
    return retention.set(in.kind(), in.days());
  }
}
