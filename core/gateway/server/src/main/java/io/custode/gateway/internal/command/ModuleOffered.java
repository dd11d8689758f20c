// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.module.EndpointModules;
import io.custode.api.module.OfferedModule;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code msp:module-offered}. */
@Component(service = Command.class)
@CommandName(
    value = "msp.module-offered",
    description = "List the modules that plugins bring to machines")
@Columns({"id", "plugin", "version", "bytes", "delivery"})
@RequiresPermission("core.module.read")
@Risk(RiskClass.READ)
public final class ModuleOffered implements Command<ModuleOffered.Input, Page<OfferedModule>> {
  /** What to list. */
  public record Input(
      @Doc("Most to show, 1 to 500; default 50") @Nullable Integer limit,
      @Doc("Cursor of the page before") @Nullable String cursor) {}

  private final EndpointModules modules;

  @Activate
  public ModuleOffered(@Reference EndpointModules modules) {
    this.modules = modules;
  }

  @Override
  public Page<OfferedModule> execute(Input input, CommandContext context) {
    int limit = input.limit() == null ? PageRequest.DEFAULT : input.limit();
    return modules.offered(new PageRequest(limit, input.cursor()));
  }
}
