// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.module.EndpointModule;
import io.custode.api.module.EndpointModules;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:module-release}. */
@Component(service = Command.class)
@CommandName(
    value = "msp.module-release",
    description = "Have a module that crashed and is held back on a machine tried again")
@RequiresPermission("core.module.release")
@Risk(RiskClass.CHANGE)
public final class ModuleRelease implements Command<ModuleRelease.Input, EndpointModule> {
  /** Which one. */
  public record Input(
      @Doc("The asset") AssetId asset,
      @Doc("Id of the module, as msp:module-list shows it") String module) {}

  private final EndpointModules modules;

  @Activate
  public ModuleRelease(@Reference EndpointModules modules) {
    this.modules = modules;
  }

  @Override
  public EndpointModule execute(Input input, CommandContext context) {
    return modules.release(input.asset(), input.module());
  }
}
