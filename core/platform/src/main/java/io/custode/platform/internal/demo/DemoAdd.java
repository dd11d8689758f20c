// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.demo;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Add made-up customers to look around in. */
@Component(service = Command.class)
@CommandName(value = "msp.demo-add", description = "Add made-up customers to look around in")
@RequiresPermission("core.demo.manage")
@Risk(RiskClass.CHANGE)
public final class DemoAdd implements Command<DemoAdd.Input, DemoState> {
  /** Nothing is asked for. */
  public record Input() {}

  private final Demo demo;

  @Activate
  public DemoAdd(@Reference Demo demo) {
    this.demo = demo;
  }

  @Override
  public DemoState execute(Input in, CommandContext context) {
    return demo.add();
  }
}
