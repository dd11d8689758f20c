// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.demo;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remove the demo data, and nothing else. */
@Component(service = Command.class)
@CommandName(value = "msp.demo-remove", description = "Remove the demo data, and nothing else")
@RequiresPermission("core.demo.manage")
@Risk(RiskClass.DANGEROUS)
public final class DemoRemove implements Command<DemoRemove.Input, DemoState> {
  /** What is asked for. */
  public record Input(
      @Doc("Whether what people put into demo customers since may go too; left out: it may not")
          @Nullable Boolean others) {}

  private final Demo demo;

  @Activate
  public DemoRemove(@Reference Demo demo) {
    this.demo = demo;
  }

  @Override
  public DemoState execute(Input in, CommandContext context) {
    return demo.remove(Boolean.TRUE.equals(in.others()));
  }
}
