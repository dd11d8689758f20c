// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.module.EndpointModule;
import io.custode.api.module.EndpointModuleQuery;
import io.custode.api.module.EndpointModuleState;
import io.custode.api.module.EndpointModules;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.PluginId;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:module-list}. */
@Component(service = Command.class)
@CommandName(
    value = "msp.module-list",
    description = "List modules of plugins on machines: what each is to have and has")
@Columns({"asset", "module", "wanted", "has", "state", "crashes", "reason"})
@RequiresPermission("core.module.read")
@Risk(RiskClass.READ)
public final class ModuleList implements Command<ModuleList.Input, Page<EndpointModule>> {
  /** What to list. */
  public record Input(
      @Doc("Only on this asset") @Nullable AssetId asset,
      @Doc("Only of this plugin") @Nullable PluginId plugin,
      @Doc("Only those that are so; default all") @Nullable EndpointModuleState state,
      @Doc("Most to show, 1 to 500; default 50") @Nullable Integer limit,
      @Doc("Cursor of the page before") @Nullable String cursor) {}

  private final EndpointModules modules;

  @Activate
  public ModuleList(@Reference EndpointModules modules) {
    this.modules = modules;
  }

  @Override
  public Page<EndpointModule> execute(Input input, CommandContext context) {
    int limit = input.limit() == null ? PageRequest.DEFAULT : input.limit();
    return modules.find(
        new EndpointModuleQuery(input.asset(), input.plugin(), input.state()),
        new PageRequest(limit, input.cursor()));
  }
}
